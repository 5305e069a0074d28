// SPDX-License-Identifier: Apache-2.0
package io.hivedb.spi;

import java.util.Objects;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** Whether a backend could start now, and if not, why and what to do. Immutable. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Readiness {

  private static final Readiness READY = new Readiness("", "");

  private final String missing;
  private final String remedy;

  private Readiness(String missing, String remedy) {
    this.missing = Objects.requireNonNull(missing, "missing");
    this.remedy = Objects.requireNonNull(remedy, "remedy");
  }

  /**
   * The backend could start.
   *
   * @return ready
   */
  public static Readiness ready() {
    return READY;
  }

  /**
   * The backend could not start.
   *
   * @param what what is missing, for example {@code Node.js 20 or newer not found on PATH}
   * @param remedy what to do, as one or more full sentences
   * @return not ready
   */
  public static Readiness missing(String what, String remedy) {
    if (what.isBlank()) {
      throw new IllegalArgumentException("what is missing must be said");
    }
    return new Readiness(what, remedy);
  }

  /**
   * Tells whether the backend could start.
   *
   * @return whether nothing is missing
   */
  public boolean isReady() {
    return missing.isEmpty();
  }

  /**
   * Tells what is missing.
   *
   * @return a phrase without a full stop; empty where {@link #isReady()}
   */
  public String missing() {
    return missing;
  }

  /**
   * Tells what to do.
   *
   * @return full sentences; empty where {@link #isReady()}
   */
  public String remedy() {
    return remedy;
  }

  @Override
  public String toString() {
    return isReady() ? "ready" : missing;
  }
}
