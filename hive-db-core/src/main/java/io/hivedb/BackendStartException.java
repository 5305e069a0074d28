// SPDX-License-Identifier: Apache-2.0
package io.hivedb;

import java.io.Serial;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * A server or database did not come up, although nothing seemed to be missing. Providers have
 * children of it for what a program may want to tell apart.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public class BackendStartException extends HiveDbException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong.
   *
   * @param message what, with which value, the likely cause, and what to do
   */
  public BackendStartException(String message) {
    this(message, null);
  }

  /**
   * Says what is wrong and what caused it.
   *
   * @param message what, with which value, the likely cause, and what to do
   * @param cause the cause, or null
   */
  public BackendStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
