// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Random statements give the same on PGlite and on SQLite, or are refused. {@code -Dhive.gate.seed}
 * and {@code -Dhive.gate.seconds} choose others and more.
 */
class RandomStatementsIT {

  private static final int MOST_DIFFERENCES = 20;

  @BeforeAll
  static void requireNode() throws InterruptedException {
    Gate.requireNode();
  }

  @Test
  void randomStatementsAnswerAlike() throws Exception {
    try (Engines engines = new Engines(RandomFixture.SETUP + "SET TIME ZONE 'UTC'")) {
      RandomRun run = new RandomRun(engines, Gate.seed());
      run.run(Gate.seconds(), Gate.statements(), MOST_DIFFERENCES);

      LoggerFactory.getLogger(RandomStatementsIT.class)
          .info("seed {}: {}, excused {}", Gate.seed(), run.counts(), run.excused());
      assertThat(run.counts().getOrDefault(Comparison.Verdict.SAME, 0)).isPositive();
      assertThat(run.different()).isEmpty();
    }
  }
}
