// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of one template, made ahead so that a test rarely waits for one. Begins with one copy, and
 * keeps one more each time that somebody had to wait, up to a bound. A copy that fails in the
 * background is made by whoever wants it, and that failure is told. Safe to use from several
 * threads at once.
 */
final class SparePool implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SparePool.class);

  private final Supplier<String> copy;
  private final Consumer<String> drop;
  private final Background background;
  private final int most;
  private final Deque<String> spares = new ArrayDeque<>();
  private int wanted = 1;
  private boolean queued;
  private @Nullable Thread maker;
  private boolean closed;

  /**
   * Makes nothing yet.
   *
   * @param copy makes a copy and returns its name
   * @param drop takes a copy that nobody wants any more
   * @param most the most copies to keep; 0 for none
   */
  SparePool(Supplier<String> copy, Consumer<String> drop, Background background, int most) {
    this.copy = copy;
    this.drop = drop;
    this.background = background;
    this.most = most;
  }

  /** Makes copies in the background until there are enough. */
  synchronized void fill() {
    if (isShort()) {
      queued = background.submit(this::makeOne);
    }
  }

  private synchronized void fillLater() {
    if (isShort()) {
      queued = background.submitLater(this::makeOne);
    }
  }

  private synchronized boolean isShort() {
    return !closed && !queued && spares.size() < Math.min(wanted, most);
  }

  private void makeOne() {
    synchronized (this) {
      maker = Thread.currentThread();
    }
    try {
      keep(copy.get());
    } catch (RuntimeException e) {
      LOG.debug("A copy was not made ahead", e);
      stopTrying();
    } finally {
      awake();
    }
  }

  /** The next who wants one makes it, and fills again if that works. */
  private synchronized void stopTrying() {
    wanted = 0;
  }

  private void keep(String made) {
    if (!isKept(made)) {
      drop.accept(made);
    }
  }

  private synchronized boolean isKept(String made) {
    return !closed && spares.add(made);
  }

  private synchronized void awake() {
    maker = null;
    queued = false;
    fill();
    notifyAll();
  }

  /** A copy that is nobody else's: one that is there, or about to be there, or a new one. */
  String take() throws InterruptedException {
    String spare = spareOrNull();
    if (spare == null) {
      spare = copy.get();
      wantMore();
    }
    fillLater();
    return spare;
  }

  private synchronized @Nullable String spareOrNull() throws InterruptedException {
    boolean waited = false;
    while (spares.isEmpty() && maker != null) {
      waited = true;
      wait();
    }
    if (waited) {
      wantMore();
    }
    return spares.poll();
  }

  /** How many are there. */
  synchronized int spares() {
    return spares.size();
  }

  private synchronized void wantMore() {
    wanted = Math.min(most, wanted + 1);
  }

  /** Makes no more, and gives up those that nobody took. */
  @Override
  public void close() {
    List<String> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(spares);
      spares.clear();
    }
    left.forEach(drop);
  }
}
