// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/** A savepoint, until it is released. */
final class HiveSavepoint implements Savepoint {

  private final int id;
  private final @Nullable String name;
  private boolean valid = true;

  HiveSavepoint(int id, @Nullable String name) {
    this.id = id;
    this.name = name;
  }

  /** The name in SQL, as pgjdbc chooses it. */
  String sqlName() throws SQLException {
    checkValid();
    return name != null ? name : "JDBC_SAVEPOINT_" + id;
  }

  void invalidate() {
    valid = false;
  }

  private void checkValid() throws SQLException {
    if (!valid) {
      throw SqlErrors.client(
          SqlErrors.INVALID_SAVEPOINT, "Cannot reference a savepoint after it has been released.");
    }
  }

  @Override
  public int getSavepointId() throws SQLException {
    checkValid();
    if (name != null) {
      throw SqlErrors.client(
          SqlErrors.WRONG_OBJECT_TYPE, "Cannot retrieve the id of a named savepoint.");
    }
    return id;
  }

  @Override
  public String getSavepointName() throws SQLException {
    checkValid();
    if (name == null) {
      throw SqlErrors.client(
          SqlErrors.WRONG_OBJECT_TYPE, "Cannot retrieve the name of an unnamed savepoint.");
    }
    return name;
  }
}
