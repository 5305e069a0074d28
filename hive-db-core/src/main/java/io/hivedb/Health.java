// SPDX-License-Identifier: Apache-2.0
package io.hivedb;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** What a server answered when it was asked how it is. Immutable. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Health {

  private final boolean up;
  private final Map<String, String> details;

  private Health(boolean up, Map<String, String> details) {
    this.up = up;
    this.details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  /**
   * A server that answered.
   *
   * @param details what it told, for example {@code version}; in the order to show
   * @return the health
   */
  public static Health up(Map<String, String> details) {
    return new Health(true, details);
  }

  /**
   * A server that did not answer.
   *
   * @param reason why, as far as known
   * @return the health, with the detail {@code reason}
   */
  public static Health down(String reason) {
    return new Health(false, Map.of("reason", reason));
  }

  /**
   * Tells whether the server answered.
   *
   * @return whether it is up
   */
  public boolean isUp() {
    return up;
  }

  /**
   * Tells what the server told of itself, for example {@code version} and {@code pgvector}.
   *
   * @return an unmodifiable map in the order to show
   */
  public Map<String, String> details() {
    return details;
  }

  @Override
  public String toString() {
    return (up ? "up " : "down ") + details;
  }
}
