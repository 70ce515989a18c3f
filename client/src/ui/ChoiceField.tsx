import { useId } from 'react';
import { Help } from './Help.js';
import styles from './ChoiceField.module.css';

interface Choice<Value extends string> {
  value: Value;
  label: string;
  help?: string;
}

interface ChoiceFieldProps<Value extends string> {
  name: string;
  label: string;
  help: string;
  example?: string;
  choices: readonly Choice<Value>[];
  error?: string | null;
  isRequired?: boolean;
  /** cards: one below the other, each with its own help. */
  look?: 'chips' | 'cards';
}

interface OneProps<Value extends string> extends ChoiceFieldProps<Value> {
  value: Value | null;
  onChange: (value: Value) => void;
}

interface ManyProps<Value extends string> extends ChoiceFieldProps<Value> {
  value: readonly Value[];
  onChange: (value: Value[]) => void;
}

interface FrameProps<Value extends string> extends ChoiceFieldProps<Value> {
  type: 'radio' | 'checkbox';
  isChosen: (value: Value) => boolean;
  onPick: (value: Value) => void;
}

const Frame = <Value extends string>({
  name,
  label,
  help,
  example,
  choices,
  error,
  isRequired,
  look = 'chips',
  type,
  isChosen,
  onPick,
}: FrameProps<Value>) => {
  const id = useId();
  const group = useId();
  return (
    <fieldset className={styles.field} aria-describedby={`${id}-help${error ? ` ${id}-error` : ''}`} data-field={name}>
      <legend className={styles.label}>
        {label}
        {isRequired ? (
          <span className={styles.asterisk} aria-hidden>
            {' *'}
          </span>
        ) : null}
      </legend>
      <div className={styles.help} id={`${id}-help`}>
        <Help help={help} {...(example ? { example } : {})} />
      </div>
      <div className={look === 'cards' ? styles.cards : styles.chips}>
        {choices.map((choice) => (
          <label key={choice.value} className={look === 'cards' ? styles.card : styles.chip}>
            <input
              type={type}
              name={`${name}${group}`}
              checked={isChosen(choice.value)}
              onChange={() => onPick(choice.value)}
              aria-labelledby={`${id}-${choice.value}-name`}
              {...(choice.help ? { 'aria-describedby': `${id}-${choice.value}` } : {})}
            />
            <span>
              <span className={styles.name} id={`${id}-${choice.value}-name`}>
                {choice.label}
              </span>
              {choice.help ? (
                <span className={styles.note} id={`${id}-${choice.value}`}>
                  {choice.help}
                </span>
              ) : null}
            </span>
          </label>
        ))}
      </div>
      {error ? (
        <p className={styles.error} id={`${id}-error`}>
          {error}
        </p>
      ) : null}
    </fieldset>
  );
};

/** One of a few, all of them in sight. */
export const ChoiceField = <Value extends string>({ value, onChange, ...rest }: OneProps<Value>) => (
  <Frame {...rest} type="radio" isChosen={(choice) => choice === value} onPick={onChange} />
);

/** Any of a few, all of them in sight. */
export const ChoicesField = <Value extends string>({ value, onChange, ...rest }: ManyProps<Value>) => (
  <Frame
    {...rest}
    type="checkbox"
    isChosen={(choice) => value.includes(choice)}
    onPick={(choice) => onChange(value.includes(choice) ? value.filter((one) => one !== choice) : [...value, choice])}
  />
);
