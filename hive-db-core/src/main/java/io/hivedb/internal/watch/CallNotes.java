// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.watch;

import org.jspecify.annotations.Nullable;

/** Takes note of the calls of one JDBC object. */
public interface CallNotes {

  /** Takes none. */
  CallNotes NONE =
      new CallNotes() {
        @Override
        public void note(Call call) {}

        @Override
        public CallNotes on(Object @Nullable [] arguments) {
          return this;
        }
      };

  /**
   * Takes note of a call that has ended.
   *
   * @param call what was called, and how it ended
   */
  void note(Call call);

  /**
   * Begins the notes of a statement that this object makes.
   *
   * @param arguments what it is made of
   * @return takes them
   */
  CallNotes on(Object @Nullable [] arguments);
}
