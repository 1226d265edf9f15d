const SIZE = 624;
const PERIOD = 397;

/**
 * The Mersenne Twister as CPython seeds and reads it, so that `new Random(18).uniform(-1, 1)` is what Python gives
 * after `random.seed(18)`: anyone can repeat a run in the article's own language. After M. Matsumoto and
 * T. Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998), with their initialisation of 2002.
 */
export class Random {
  private readonly state = new Uint32Array(SIZE);
  private index = SIZE;

  /** @param seed a whole number from 0 to 2^53 - 1 */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0)
      throw new RangeError(`a seed is a whole number from 0 on, not ${seed}`);
    const key = seed > 0xffffffff ? [seed >>> 0, Math.floor(seed / 2 ** 32)] : [seed];
    this.initialise(key);
  }

  /** The next number, uniform in [0, 1), with 53 random bits. */
  random(): number {
    const high = this.next() >>> 5;
    const low = this.next() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  /** Uniform between `low` and `high`. */
  uniform(low: number, high: number): number {
    return low + (high - low) * this.random();
  }

  /** Normally distributed with mean 0 and standard deviation 1 (Box and Muller 1958). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.random()));
    return radius * Math.cos(2 * Math.PI * this.random());
  }

  /** A new array with the same items in random order (Fisher and Yates). */
  shuffled<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let i = result.length - 1; i > 0; i--) {
      const j = Math.floor(this.random() * (i + 1));
      [result[i], result[j]] = [result[j] as T, result[i] as T];
    }
    return result;
  }

  private initialise(key: readonly number[]): void {
    const { state } = this;
    const at = (i: number): number => state[i] as number;
    state[0] = 19650218;
    const mix = (i: number, factor: number): number => Math.imul(at(i - 1) ^ (at(i - 1) >>> 30), factor);
    for (let i = 1; i < SIZE; i++) state[i] = mix(i, 1812433253) + i;
    let i = 1;
    const advance = (): void => {
      if (++i < SIZE) return;
      state[0] = at(SIZE - 1);
      i = 1;
    };
    for (let k = 0; k < SIZE; k++) {
      const j = k % key.length;
      state[i] = (at(i) ^ mix(i, 1664525)) + (key[j] as number) + j;
      advance();
    }
    for (let k = 0; k < SIZE - 1; k++) {
      state[i] = (at(i) ^ mix(i, 1566083941)) - i;
      advance();
    }
    state[0] = 0x80000000;
  }

  private next(): number {
    if (this.index === SIZE) this.twist();
    let y = this.state[this.index++] as number;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  private twist(): void {
    const { state } = this;
    for (let i = 0; i < SIZE; i++) {
      const y = ((state[i] as number) & 0x80000000) | ((state[(i + 1) % SIZE] as number) & 0x7fffffff);
      state[i] = (state[(i + PERIOD) % SIZE] as number) ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.index = 0;
  }
}
