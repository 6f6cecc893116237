import { InputError } from '../../errors.ts';

/** What is wrong with a compressed input. */
export type Damage = 'cut' | 'data' | 'checksum' | 'length' | 'trailing';

const reasons: Readonly<Record<Damage, string>> = {
  cut: 'it ends in the middle',
  data: 'its data is damaged',
  checksum: 'its checksum does not match its content',
  length: 'its content is not as long as it declares',
  trailing: 'other bytes follow the end of its compressed data',
};

/** A compressed input that is not whole. What it still holds was read before this is thrown. */
export class DamagedInputError extends InputError {
  readonly damage: Damage;

  /** @param name as a sentence calls the input */
  constructor(name: string, damage: Damage, cause?: unknown) {
    const sentence =
      damage === 'trailing'
        ? `All lines of ${name} were read, but ${reasons.trailing}. Those bytes were ignored.`
        : `${name} cannot be decompressed to its end: ${reasons[damage]}. The complete lines before that were read; a line that is cut there was not sent.`;
    super(sentence, {
      code: 'input_damaged',
      hint:
        damage === 'trailing'
          ? 'Check how the file was made. If nothing is missing, there is nothing more to send.'
          : 'Fetch the file again and run the same command.',
      cause,
    });
    this.damage = damage;
  }
}
