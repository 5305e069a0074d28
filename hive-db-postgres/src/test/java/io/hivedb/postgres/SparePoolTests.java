// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bounds of the copies that are made ahead, with copies that cost nothing. */
@Timeout(30)
class SparePoolTests {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final Background background = new Background("spare-pool-test");
  private final AtomicInteger made = new AtomicInteger();
  private final Queue<String> dropped = new ConcurrentLinkedQueue<>();

  private SparePool pool(int most) {
    return new SparePool(() -> "copy" + made.incrementAndGet(), dropped::add, background, most);
  }

  @AfterEach
  void end() {
    background.close();
  }

  @Test
  void beginsWithOneAndKeepsOneMoreForEachWhoWaitedUpToTheBound() throws Exception {
    SparePool pool = pool(3);
    pool.fill();
    Awaiting.until("the first is there", SOON, () -> made.get() == 1);
    for (int round = 0; round < 6; round++) {
      takeOneMoreThanThereAre(pool);
      int kept = Math.min(3, round + 2);
      Awaiting.until(kept + " are kept", SOON, () -> pool.spares() == kept);
    }
    background.close();
    assertThat(pool.spares()).isEqualTo(3);
  }

  /** While the background has other work. */
  private void takeOneMoreThanThereAre(SparePool pool) throws InterruptedException {
    CountDownLatch taken = new CountDownLatch(1);
    background.submit(() -> await(taken));
    while (pool.spares() > 0) {
      pool.take();
    }
    pool.take();
    taken.countDown();
  }

  @Test
  void noneAreMadeAheadWhereNoneAreWanted() throws Exception {
    SparePool pool = pool(0);
    pool.fill();
    assertThat(pool.take()).isEqualTo("copy1");
    assertThat(pool.take()).isEqualTo("copy2");
    background.close();
    assertThat(made).hasValue(2);
  }

  @Test
  void closedItMakesNoMoreAndGivesUpThoseThatNobodyTook() throws Exception {
    SparePool pool = pool(3);
    pool.fill();
    Awaiting.until("one is there", SOON, () -> pool.spares() == 1);
    pool.close();
    pool.fill();
    background.close();
    assertThat(dropped).containsExactly("copy1");
    assertThat(made).hasValue(1);
  }

  @Test
  void whatIsFinishedAfterTheCloseIsGivenUpToo() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    SparePool pool =
        new SparePool(
            () -> {
              begun.countDown();
              await(goOn);
              return "late";
            },
            dropped::add,
            background,
            3);
    pool.fill();
    begun.await();
    pool.close();
    goOn.countDown();
    background.close();
    assertThat(List.copyOf(dropped)).containsExactly("late");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The background's failure is nobody's; that of the one who makes a copy for himself is told. */
  @Test
  void aFailureIsToldToWhoeverWantsACopy() throws Exception {
    AtomicInteger tried = new AtomicInteger();
    SparePool pool =
        new SparePool(
            () -> {
              throw new IllegalStateException("failure " + tried.incrementAndGet());
            },
            dropped::add,
            background,
            3);
    pool.fill();
    Awaiting.until("the background tried", SOON, () -> tried.get() == 1);
    assertThatThrownBy(pool::take).hasMessage("failure 2");
    background.close();
    assertThat(tried).hasValue(2);
  }
}
