import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Portrait as Recipe } from '#contract/people.ts';
import { Portrait } from '../../shared/ui/portrait.tsx';
import { useWords } from '../../shared/words/book.ts';
import { familyWords } from './words.ts';

const CHILD_STYLES = ['short', 'side', 'buns', 'bun', 'bob', 'long'] as const;
type Colours = Omit<Recipe, 'hairStyle'>;

type Props = { name: string; value?: Recipe | null; onChange?: (recipe: Recipe | null) => void };

/** A drawn face by which tablet and hand-over tell a child from another; a field of a form. */
export function PortraitPicker({ name, value = null, onChange }: Props) {
  const say = useWords(familyWords);
  const colours: Colours = value ?? { skin: 1, hair: 0, shirt: 0, ground: 0 };
  return (
    <div className="ad-faces" role="group" aria-label={say('portrait')}>
      <Face label={say('portraitNone')} isChosen={value === null} onChoose={() => onChange?.(null)}>
        <Portrait recipe={null} name={name} size={44} />
      </Face>
      {CHILD_STYLES.map((hairStyle) => (
        <Face
          key={hairStyle}
          label={say(`hair_${hairStyle}`)}
          isChosen={value?.hairStyle === hairStyle}
          onChoose={() => onChange?.({ ...colours, hairStyle })}
        >
          <Portrait recipe={{ ...colours, hairStyle }} name={name} size={44} />
        </Face>
      ))}
      <Button size="small" disabled={value === null} onClick={() => value && onChange?.({ ...value, ...anyColours() })}>
        {say('otherColours')}
      </Button>
    </div>
  );
}

type FaceProps = { label: string; isChosen: boolean; onChoose: () => void; children: ReactNode };

function Face({ label, isChosen, onChoose, children }: FaceProps) {
  return (
    <button
      type="button"
      className={isChosen ? 'ad-face ad-face-chosen' : 'ad-face'}
      aria-label={label}
      aria-pressed={isChosen}
      onClick={onChoose}
    >
      {children}
    </button>
  );
}

/** Any of the colours that the recipe knows. */
function anyColours(): Colours {
  const any = (most: number): number => Math.floor(Math.random() * (most + 1));
  const { skin, hair, shirt, ground } = Recipe.shape;
  return {
    skin: any(skin.maxValue ?? 0),
    hair: any(hair.maxValue ?? 0),
    shirt: any(shirt.maxValue ?? 0),
    ground: any(ground.maxValue ?? 0),
  };
}
