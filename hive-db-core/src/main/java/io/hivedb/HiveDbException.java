// SPDX-License-Identifier: Apache-2.0
package io.hivedb;

import java.io.Serial;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/** The root of what Hive DB throws; its children tell who must act. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public abstract class HiveDbException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  HiveDbException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
