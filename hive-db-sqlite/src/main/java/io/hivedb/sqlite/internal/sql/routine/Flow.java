// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

/**
 * How it goes on after an action.
 *
 * @param kind what happens
 * @param label of the loop or block that is meant; empty for the innermost loop
 */
record Flow(Kind kind, String label) {

  enum Kind {
    ON,
    EXIT,
    CONTINUE,
    RETURN
  }

  static final Flow ON = new Flow(Kind.ON, "");

  static final Flow RETURN = new Flow(Kind.RETURN, "");

  boolean isOn() {
    return kind == Kind.ON;
  }

  /** Whether a loop with that label is meant. */
  boolean means(String loop) {
    return label.isEmpty() || label.equals(loop);
  }
}
