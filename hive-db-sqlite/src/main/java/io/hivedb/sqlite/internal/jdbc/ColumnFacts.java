// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.plan.ResultColumn;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Looks up, for a column of a result, the column of the table that it comes from. */
final class ColumnFacts {

  private final Session session;
  private final ObjectReads reads;

  ColumnFacts(Session session, ObjectReads reads) {
    this.session = session;
    this.reads = reads;
  }

  /** The class that the client registered for a type, or pgjdbc's own. */
  String className(PgType type) {
    String registered = reads.className(type.name());
    return registered == null ? JavaTypes.className(type) : registered;
  }

  private MetaModel.@Nullable Column origin(ResultColumn result) throws SQLException {
    if (result.table() == null || result.column() == null) {
      return null;
    }
    for (MetaModel.Relation relation : session.model().relations()) {
      if (relation.name().equals(result.table()) && relation.schema().equals(result.schema())) {
        return relation.columns().stream()
            .filter(column -> column.name().equals(result.column()))
            .findFirst()
            .orElse(null);
      }
    }
    return null;
  }

  String typeName(ResultColumn result) throws SQLException {
    return session.model().typeNames().apply(result.type());
  }

  boolean isAutoIncrement(ResultColumn result) throws SQLException {
    MetaModel.Column column = origin(result);
    return column != null && column.isAutoIncrement();
  }

  /** A constant of {@link ResultSetMetaData}. */
  int nullable(ResultColumn result) throws SQLException {
    MetaModel.Column column = origin(result);
    if (column == null) {
      return ResultSetMetaData.columnNullableUnknown;
    }
    return column.nullable() ? ResultSetMetaData.columnNullable : ResultSetMetaData.columnNoNulls;
  }
}
