// SPDX-License-Identifier: Apache-2.0
package io.hivedb;

import java.io.Serial;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * No backend can start here: the machine or the build file lacks something. Providers have children
 * of it for what a program may want to tell apart.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public class BackendNotAvailableException extends HiveDbException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong.
   *
   * @param message what, with which value, the likely cause, and what to do
   */
  public BackendNotAvailableException(String message) {
    this(message, null);
  }

  /**
   * Says what is wrong and what caused it.
   *
   * @param message what, with which value, the likely cause, and what to do
   * @param cause the cause, or null
   */
  public BackendNotAvailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
