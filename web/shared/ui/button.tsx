import type { ButtonHTMLAttributes } from 'react';

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  kind?: 'plain' | 'primary' | 'danger' | 'quiet';
  large?: boolean;
};

/** `type` is `button` unless said otherwise, so that none sends a form by accident. */
export function Button({ kind = 'plain', large = false, type = 'button', className = '', ...rest }: ButtonProps) {
  const classes = ['button', kind !== 'plain' && `button-${kind}`, large && 'button-large', className]
    .filter(Boolean)
    .join(' ');
  return <button type={type} className={classes} {...rest} />;
}
