// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.io.IOException;
import java.util.List;

/** Something that is measured for us and for peers, turn by turn. */
interface Benchmark {

  /** Measures; takes minutes. */
  List<Row> run(Peers peers) throws IOException, InterruptedException;

  /** What was compared with what, a line each; asked after the run. */
  default List<String> environment() {
    return List.of();
  }

  /** The same in seconds, to see that it works; its numbers mean nothing. */
  default Benchmark quick() {
    return this;
  }
}
