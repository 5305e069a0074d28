// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Closes what it was given, the last first, all of it: the first failure is thrown, later ones are
 * suppressed in it. A second close does nothing. Safe to use from several threads at once.
 */
public final class Closer implements AutoCloseable {

  private final Deque<AutoCloseable> resources = new ArrayDeque<>();
  private boolean closed;

  /**
   * Takes a resource into care; if this is closed already, the resource is closed at once.
   *
   * @param resource the resource
   * @param <T> its type
   * @return the resource
   */
  public <T extends AutoCloseable> T add(T resource) {
    synchronized (resources) {
      if (!closed) {
        resources.push(resource);
        return resource;
      }
    }
    rethrow(closeAll(new ArrayDeque<>(List.of(resource)), null));
    throw new IllegalStateException("closed while it was still being filled");
  }

  /** Tells whether it was closed. */
  public boolean isClosed() {
    synchronized (resources) {
      return closed;
    }
  }

  @Override
  public void close() {
    rethrow(closeAll(take(), null));
  }

  /**
   * Closes everything because something failed.
   *
   * @param failure the failure; what goes wrong while closing is suppressed in it
   */
  public void closeBecauseOf(Throwable failure) {
    closeAll(take(), failure);
  }

  private Deque<AutoCloseable> take() {
    synchronized (resources) {
      closed = true;
      Deque<AutoCloseable> taken = new ArrayDeque<>(resources);
      resources.clear();
      return taken;
    }
  }

  private static @Nullable Throwable closeAll(
      Deque<AutoCloseable> taken, @Nullable Throwable first) {
    Throwable failure = first;
    for (AutoCloseable resource : taken) {
      try {
        resource.close();
      } catch (Exception | Error e) {
        if (failure == null) {
          failure = e;
        } else if (failure != e) {
          failure.addSuppressed(e);
        }
      }
    }
    return failure;
  }

  /**
   * What closes here throws unchecked exceptions; a checked one from outside is passed on as it is.
   */
  private static void rethrow(@Nullable Throwable failure) {
    if (failure != null) {
      Closer.<RuntimeException>sneak(failure);
    }
  }

  @SuppressWarnings("unchecked") // the cast is erased: any Throwable passes
  private static <T extends Throwable> void sneak(Throwable failure) throws T {
    throw (T) failure;
  }
}
