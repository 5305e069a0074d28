// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.watch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of a JDBC object that has ended.
 *
 * @param method its name
 * @param arguments empty where it has none
 * @param nanos how long it took
 * @param result what it returned
 * @param failure what it threw; null where it succeeded
 */
public record Call(
    String method,
    List<@Nullable Object> arguments,
    long nanos,
    @Nullable Object result,
    @Nullable Throwable failure) {

  /** The first argument, where that is a text. */
  @Nullable String text() {
    return !arguments.isEmpty() && arguments.get(0) instanceof String text ? text : null;
  }
}
