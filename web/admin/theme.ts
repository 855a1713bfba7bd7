import type { ThemeConfig } from 'antd';

/** Paper, ink, pine: the same colours as shared/ui/tokens.css, as antd wants them. */
export const kanwaTheme: ThemeConfig = {
  token: {
    colorPrimary: '#1D665F',
    colorInfo: '#17588A',
    colorLink: '#17588A',
    colorSuccess: '#2F741C',
    colorWarning: '#8A5700',
    colorError: '#AD2B2B',
    colorSuccessBg: '#EAF4E2',
    colorWarningBg: '#FCF0D8',
    colorErrorBg: '#FBE9E7',
    // What antd derives by itself from colours this dark is a muddy grey.
    colorInfoBg: '#E6F0F7',
    colorInfoBorder: '#A9C6DE',
    colorPrimaryBg: '#E4F0EC',
    colorPrimaryBgHover: '#D5E8E2',
    colorTextBase: '#1F2A2A',
    colorTextSecondary: '#4A5655',
    colorTextTertiary: '#66716F',
    colorTextPlaceholder: '#66716F',
    colorTextDescription: '#4A5655',
    colorBgLayout: '#F7F4EE',
    colorBgContainer: '#FFFFFF',
    colorBorder: '#948B7C',
    colorBorderSecondary: '#E4DED3',
    fontFamily: 'var(--font)',
    fontSize: 14,
    lineHeight: 1.571,
    borderRadius: 8,
    borderRadiusLG: 12,
    controlHeight: 36,
    motionDurationFast: '0.1s',
    motionDurationMid: '0.16s',
    motionDurationSlow: '0.24s',
    boxShadow: '0 1px 2px #2d261a0f, 0 4px 16px #2d261a0d',
  },
  components: {
    Table: { headerBg: '#FBF9F5', headerColor: '#4A5655', cellPaddingBlockSM: 6, cellPaddingInlineSM: 10 },
  },
};
