// SPDX-License-Identifier: Apache-2.0
// The ParameterStatus messages that connections begin with, by their settings: who comes with equal ones need not wait for
// an engine.

const MOST = 100;
/** What drivers set, and PostgreSQL takes or refuses in every database alike. */
const USUAL = new Set(['application_name', 'client_encoding', 'datestyle', 'extra_float_digits', 'intervalstyle', 'search_path', 'timezone']);

export class Parameters {
  #known = new Map();
  #common;

  /** @param {Parameters | null} [common] what databases have in common that began alike */
  constructor(common = null) {
    this.#common = common;
  }

  /** The messages; null if no connection with these settings came before. */
  get(settings) {
    const known = this.#known.get(keyOf(settings));
    return known ?? (isUsual(settings) ? this.#common?.get(settings) : null) ?? null;
  }

  learn(settings, messages) {
    if (isTimed(settings)) return;
    if (this.#common && isUsual(settings)) return this.#common.learn(settings, messages);
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.set(keyOf(settings), messages);
  }
}

/** Whether the engine has to tell how long it may be idle before its first statement. */
const isTimed = (settings) => [...settings.keys()].some((name) => name.toLowerCase() === 'idle_session_timeout');
const keyOf = (settings) => JSON.stringify([...settings]);
const isUsual = (settings) => [...settings.keys()].every((name) => USUAL.has(name.toLowerCase()));
