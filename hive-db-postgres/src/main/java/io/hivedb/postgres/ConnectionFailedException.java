// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.BackendNotAvailableException;
import java.io.Serial;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/** Nobody answers where a PostgreSQL server should be, or it takes no connection now. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class ConnectionFailedException extends BackendNotAvailableException {

  @Serial private static final long serialVersionUID = 1L;

  ConnectionFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
