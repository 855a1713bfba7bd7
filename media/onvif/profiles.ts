import { allOf, textOf, type XmlElement } from './xml.ts';

/** One picture that a device offers. */
export type Profile = { token: string; videoSource: string; isH264: boolean; pixels: number };

/** What GetProfiles answered; profiles without video are left out. */
export function profilesIn(answer: XmlElement): Profile[] {
  return allOf(answer, 'Profiles').flatMap((profile) => {
    const token = profile.attributes['token'];
    const encoding = textOf(profile, 'VideoEncoderConfiguration', 'Encoding');
    if (token === undefined || token === '' || encoding === null) return [];
    const edge = (name: string) => Number(textOf(profile, 'VideoEncoderConfiguration', 'Resolution', name) ?? 0) || 0;
    return [
      {
        token,
        videoSource: textOf(profile, 'VideoSourceConfiguration', 'SourceToken') ?? '',
        isH264: /^h\.?264$/i.test(encoding),
        pixels: edge('Width') * edge('Height'),
      },
    ];
  });
}

/**
 * The largest H.264 picture of the first camera in the device, and its smallest beside it. A device that has no H.264 is
 * asked for what it has: the look at it says then what to change.
 * @returns null when there is no picture at all
 */
export function chooseProfiles(profiles: readonly Profile[]): { main: Profile; sub: Profile | null } | null {
  const ofFirst = profiles.filter(({ videoSource }) => videoSource === profiles[0]?.videoSource);
  const playable = ofFirst.filter(({ isH264 }) => isH264);
  const bySize = [...(playable.length > 0 ? playable : ofFirst)].sort((a, b) => b.pixels - a.pixels);
  const [main, smallest] = [bySize[0], bySize.at(-1)];
  if (!main || !smallest) return null;
  return { main, sub: smallest.pixels < main.pixels ? smallest : null };
}
