// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.BackendNotAvailableException;
import java.io.Serial;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/** A container is wanted, and no Docker engine answers, or Testcontainers is not there. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class DockerNotAvailableException extends BackendNotAvailableException {

  @Serial private static final long serialVersionUID = 1L;

  DockerNotAvailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
