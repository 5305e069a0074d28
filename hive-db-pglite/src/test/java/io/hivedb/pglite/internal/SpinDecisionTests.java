// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpinDecisionTests {

  private static final int READS = 1_024;

  private final SpinDecision decision = new SpinDecision(100_000);
  private long time;

  @Test
  void whoConnectsSleeps() {
    assertThat(Stream.generate(decision::next).limit(8)).containsOnly(false);
  }

  @Test
  void spinsWhereThatIsFaster() {
    assertThat(spins(30_000, 80_000)).isGreaterThan(READS * 9 / 10).isLessThan(READS);
  }

  @Test
  void sleepsWhereThatIsFaster() {
    assertThat(spins(90_000, 70_000)).isLessThan(READS / 10).isPositive();
  }

  @Test
  void sleepsWhereStatementsTakeLongerThanItWouldSpin() {
    assertThat(spins(2_400_000, 2_500_000)).isLessThan(READS / 10).isPositive();
  }

  @Test
  void noticesThatTheMachineHasBecomeBusyOrIdle() {
    spins(30_000, 80_000);
    spins(200_000, 80_000);
    assertThat(spins(200_000, 80_000)).isLessThan(READS / 10);
    spins(30_000, 80_000);
    assertThat(spins(30_000, 80_000)).isGreaterThan(READS * 9 / 10);
  }

  @Test
  void oneLongStatementChangesNothing() {
    spins(30_000, 80_000);
    took(true, 10_000_000_000L);
    assertThat(spins(30_000, 80_000)).isGreaterThan(READS * 9 / 10);
  }

  @Test
  void whatComesAfterAPauseChangesNothing() {
    spins(30_000, 80_000);
    for (int burst = 0; burst < 100; burst++) {
      time += 20_000_000;
      took(true, 500_000);
      took(true, 150_000);
    }
    assertThat(spins(30_000, 80_000)).isGreaterThan(READS * 9 / 10);
  }

  private void took(boolean hasSpun, long nanoseconds) {
    long begin = time;
    time += nanoseconds;
    decision.took(hasSpun, begin, time);
  }

  private int spins(long whenSpinning, long whenSleeping) {
    int spins = 0;
    for (int i = 0; i < READS; i++) {
      boolean hasSpun = decision.next();
      took(hasSpun, hasSpun ? whenSpinning : whenSleeping);
      spins += hasSpun ? 1 : 0;
    }
    return spins;
  }
}
