import { useLanguage } from '../words/language.ts';

/** The sign and the name of the app. */
export function Brand({ size = 32 }: { size?: number }) {
  const language = useLanguage();
  return (
    <span className="brand">
      <img src="/icon.svg" width={size} height={size} alt="" />
      {language === 'zh' ? (
        <>
          看娃 <small>Kanwa</small>
        </>
      ) : (
        'Kanwa'
      )}
    </span>
  );
}
