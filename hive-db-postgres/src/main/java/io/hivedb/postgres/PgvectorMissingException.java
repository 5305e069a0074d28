// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.BackendNotAvailableException;
import java.io.Serial;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server has no pgvector, or its user may not create the extension. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class PgvectorMissingException extends BackendNotAvailableException {

  @Serial private static final long serialVersionUID = 1L;

  PgvectorMissingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
