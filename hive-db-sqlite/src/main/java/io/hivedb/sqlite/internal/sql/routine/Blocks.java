// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

import io.hivedb.sqlite.internal.sql.parse.Block;
import io.hivedb.sqlite.internal.sql.type.Types;

/** Runs DO. */
public final class Blocks {

  private Blocks() {}

  /** Runs a block that nobody called. */
  public static void run(Block block, Host host) {
    new Interpreter(host, "PL/pgSQL function inline_code_block", new Results())
        .run(block, outermost(""));
  }

  /** What every routine has around it. */
  static Frame outermost(String label) {
    Frame frame = new Frame(null, label);
    frame.add(new Variable.Scalar("found", Types.BOOL, -1, false, false));
    return frame;
  }
}
