// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.BackendStartException;
import java.io.Serial;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/** A container began and did not come up; its last lines are in the message. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class ContainerStartException extends BackendStartException {

  @Serial private static final long serialVersionUID = 1L;

  ContainerStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
