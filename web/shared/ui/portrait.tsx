import type { Portrait as Recipe } from '#contract/people.ts';

const SKIN = ['#F6D8BD', '#F3D0B0', '#EFC6A2', '#E9BC96', '#D9A57E'];
const HAIR = ['#2B2422', '#332A2C', '#3A2E2A', '#4A3A32', '#6B4A36'];
const SHIRT = ['#9DB37C', '#D6A48A', '#B59BC6', '#C98BA0', '#6F9BB0', '#E0B565'];
const GROUND = ['#D5E2DB', '#EAD9C4', '#E7DCE6', '#DDE3EC', '#EFE0CF', '#DCE5D3'];
const GREY_HAIR = '#A29C97';

const pick = (colours: string[], index: number): string => colours[index % colours.length] ?? '#999';

export type PortraitProps = { recipe: Recipe | null; name: string; size?: number; adult?: boolean; grey?: boolean };

/** A drawn face; the name stands beside it, so it says nothing to a screen reader. Without a recipe: the name's first character. */
export function Portrait({ recipe, name, size = 36, adult = false, grey = false }: PortraitProps) {
  return (
    <svg
      className="portrait"
      width={size}
      height={size}
      viewBox="0 0 64 64"
      aria-hidden="true"
      style={grey ? { filter: 'grayscale(.75) opacity(.72)' } : undefined}
    >
      {recipe ? <Face recipe={recipe} adult={adult} /> : <Initial name={name} />}
    </svg>
  );
}

function Initial({ name }: { name: string }) {
  return (
    <>
      <rect width="64" height="64" fill="#E4F0EC" />
      <text x="32" y="33" fontSize="28" fontWeight="600" fill="#1D665F" textAnchor="middle" dominantBaseline="central">
        {Array.from(name)[0] ?? '·'}
      </text>
    </>
  );
}

function Face({ recipe, adult }: { recipe: Recipe; adult: boolean }) {
  const skin = pick(SKIN, recipe.skin);
  const hair = recipe.hairStyle === 'grey' ? GREY_HAIR : pick(HAIR, recipe.hair);
  const shirt = pick(SHIRT, recipe.shirt);
  const lower = adult ? 0 : 4; // a child's face is rounder and sits lower
  return (
    <>
      <rect width="64" height="64" fill={pick(GROUND, recipe.ground)} />
      <HairBehind style={recipe.hairStyle} colour={hair} adult={adult} />
      <path d={adult ? 'M4,66 Q8,49 32,49 Q56,49 60,66Z' : 'M8,66 Q10,50 32,50 Q54,50 56,66Z'} fill={shirt} />
      {adult && <rect x="26" y="42" width="12" height="12" rx="5" fill={skin} />}
      {adult ? (
        <ellipse cx="32" cy="30" rx="16.5" ry="19" fill={skin} />
      ) : (
        <circle cx="32" cy="33" r="19" fill={skin} />
      )}
      <path d={fringe(recipe.hairStyle, adult)} fill={hair} />
      <circle cx="25" cy={32 + lower} r="2" fill="#3b302c" />
      <circle cx="39" cy={32 + lower} r="2" fill="#3b302c" />
      <circle cx="21" cy={38 + lower} r="3.2" fill="#E79A86" opacity=".4" />
      <circle cx="43" cy={38 + lower} r="3.2" fill="#E79A86" opacity=".4" />
      <path d={`M28,${39 + lower} q4,3.4 8,0`} stroke="#8a5a4a" strokeWidth="1.6" fill="none" strokeLinecap="round" />
      {recipe.hairStyle === 'glasses' && <Glasses y={32 + lower} />}
    </>
  );
}

function HairBehind({ style, colour, adult }: { style: Recipe['hairStyle']; colour: string; adult: boolean }) {
  switch (style) {
    case 'buns':
      return <path d="M13 10a8 8 0 1 0 0 16a8 8 0 1 0 0-16M51 10a8 8 0 1 0 0 16a8 8 0 1 0 0-16" fill={colour} />;
    case 'bun':
      return <circle cx="32" cy={adult ? 7 : 8} r="8" fill={colour} />;
    case 'bob':
      return (
        <path
          d={adult ? 'M11,30 A21,21 0 0 1 53,30 L55,44 H9Z' : 'M10,32 A22,22 0 0 1 54,32 L53,46 H11Z'}
          fill={colour}
        />
      );
    case 'long':
    case 'glasses':
      return (
        <path
          d={adult ? 'M11,30 A21,21 0 0 1 53,30 L55,54 H9Z' : 'M10,32 A22,22 0 0 1 54,32 L55,54 H9Z'}
          fill={colour}
        />
      );
    case 'short':
    case 'side':
    case 'grey':
      return null;
  }
}

function fringe(style: Recipe['hairStyle'], adult: boolean): string {
  if (adult) {
    const middle = style === 'side' ? 'Q40,20 32,18 Q26,18 15,30Z' : 'Q45,18 32,18 Q19,18 15,30Z';
    return `M15,30 A17,20 0 0 1 49,30 ${middle}`;
  }
  const middle =
    style === 'side' || style === 'short' ? 'Q40,25 32,22 Q26,24 12.5,32Z' : 'Q46,21 32,22 Q18,21 12.5,32Z';
  return `M12.5,32 A19.5,19.5 0 0 1 51.5,32 ${middle}`;
}

function Glasses({ y }: { y: number }) {
  return (
    <g fill="none" stroke="#5b5048" strokeWidth="1.4">
      <circle cx="25" cy={y} r="5.5" />
      <circle cx="39" cy={y} r="5.5" />
      <path d={`M30.5,${y} h3`} />
    </g>
  );
}
