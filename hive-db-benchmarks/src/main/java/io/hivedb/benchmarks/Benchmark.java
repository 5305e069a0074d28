// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.io.IOException;
import java.util.List;

/** Something that is measured for us and for peers, turn by turn. */
interface Benchmark {

  /** Measures; takes minutes. */
  List<Row> run(Peers peers) throws IOException, InterruptedException;
}
