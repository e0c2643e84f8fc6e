import { useId } from 'preact/hooks';

interface ChoicesProps<T extends string> {
  legend: string;
  name: string;
  value: T;
  options: readonly { readonly value: T; readonly name: string; readonly text: string }[];
  onChoose: (value: T) => void;
}

/** One of a few, each with what it means. */
export const Choices = <T extends string>({ legend, name, value, options, onChoose }: ChoicesProps<T>) => {
  const id = useId();
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} class="choice">
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            aria-describedby={`${id}-${option.value}`}
            onChange={() => onChoose(option.value)}
          />
          <span class="choice-name">{option.name}</span>
          <span class="hint" id={`${id}-${option.value}`}>
            {option.text}
          </span>
        </label>
      ))}
    </fieldset>
  );
};
