// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.plan.ResultColumn;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what the columns of a result are. */
final class HiveResultSetMetaData implements ResultSetMetaData {

  private final List<ResultColumn> columns;
  private final @Nullable ColumnFacts facts;

  HiveResultSetMetaData(List<ResultColumn> columns, @Nullable ColumnFacts facts) {
    this.columns = columns;
    this.facts = facts;
  }

  private ResultColumn column(int column) throws SQLException {
    if (column < 1 || column > columns.size()) {
      throw SqlErrors.client(
          SqlErrors.INVALID_PARAMETER_VALUE,
          "The column index is out of range: "
              + column
              + ", number of columns: "
              + columns.size()
              + ".");
    }
    return columns.get(column - 1);
  }

  @Override
  public int getColumnCount() {
    return columns.size();
  }

  @Override
  public boolean isAutoIncrement(int column) throws SQLException {
    ResultColumn asked = column(column);
    return facts != null && facts.isAutoIncrement(asked);
  }

  @Override
  public int isNullable(int column) throws SQLException {
    ResultColumn asked = column(column);
    return facts == null ? columnNullableUnknown : facts.nullable(asked);
  }

  @Override
  public boolean isCaseSensitive(int column) throws SQLException {
    return TypeFacts.isCaseSensitive(column(column).type());
  }

  @Override
  public boolean isSearchable(int column) throws SQLException {
    column(column);
    return true;
  }

  @Override
  public boolean isCurrency(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    return TypeFacts.isSigned(column(column).type());
  }

  @Override
  public int getColumnDisplaySize(int column) throws SQLException {
    ResultColumn asked = column(column);
    return TypeFacts.displaySize(asked.type(), asked.typmod());
  }

  @Override
  public String getColumnLabel(int column) throws SQLException {
    return column(column).name();
  }

  @Override
  public String getColumnName(int column) throws SQLException {
    return getColumnLabel(column);
  }

  @Override
  public String getSchemaName(int column) throws SQLException {
    column(column);
    return "";
  }

  @Override
  public String getCatalogName(int column) throws SQLException {
    column(column);
    return "";
  }

  @Override
  public String getTableName(int column) throws SQLException {
    String table = column(column).table();
    return table == null ? "" : table;
  }

  @Override
  public int getPrecision(int column) throws SQLException {
    ResultColumn asked = column(column);
    return TypeFacts.precision(asked.type(), asked.typmod());
  }

  @Override
  public int getScale(int column) throws SQLException {
    ResultColumn asked = column(column);
    return TypeFacts.scale(asked.type(), asked.typmod());
  }

  @Override
  public int getColumnType(int column) throws SQLException {
    return column(column).type().jdbcType();
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    PgType type = column(column).type();
    String name = type.name();
    if (!isAutoIncrement(column)) {
      boolean own = type.category() == 'E' || type.isArray();
      return facts != null && own ? facts.typeName(column(column)) : name;
    }
    return switch (name) {
      case "int2" -> "smallserial";
      case "int4" -> "serial";
      case "int8" -> "bigserial";
      default -> name;
    };
  }

  @Override
  public String getColumnClassName(int column) throws SQLException {
    PgType type = column(column).type();
    return facts == null ? JavaTypes.className(type) : facts.className(type);
  }

  @Override
  public boolean isReadOnly(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public boolean isWritable(int column) throws SQLException {
    column(column);
    return true;
  }

  @Override
  public boolean isDefinitelyWritable(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
