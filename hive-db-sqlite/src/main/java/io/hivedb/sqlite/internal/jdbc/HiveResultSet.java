// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.plan.ResultColumn;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** The rows of a query, all in memory: no cursor holds a lock. Not thread-safe, as pgjdbc's. */
final class HiveResultSet extends CursorResultSet {

  private final Outcome.Rows rows;
  private final ObjectReads reads;
  private final @Nullable HiveStatement statement;
  private @Nullable Map<String, Integer> labels;
  private boolean wasNull;

  HiveResultSet(
      Outcome.Rows rows,
      ObjectReads reads,
      @Nullable HiveStatement statement,
      int type,
      int fetchSize) {
    super(type, rows.values().size(), fetchSize);
    this.rows = rows;
    this.reads = reads;
    this.statement = statement;
  }

  private @Nullable Cell cell(int columnIndex) throws SQLException {
    @Nullable Object[] row = rows.values().get(currentRow());
    List<ResultColumn> columns = rows.columns();
    if (columnIndex < 1 || columnIndex > columns.size()) {
      throw SqlErrors.client(
          SqlErrors.INVALID_PARAMETER_VALUE,
          "The column index is out of range: "
              + columnIndex
              + ", number of columns: "
              + columns.size()
              + ".");
    }
    Object stored = row[columnIndex - 1];
    if (stored instanceof Unprinted) {
      throw Unprinted.refusal();
    }
    wasNull = stored == null;
    ResultColumn column = columns.get(columnIndex - 1);
    return stored == null ? null : new Cell(column.type(), stored, column.typmod());
  }

  @Override
  public boolean wasNull() throws SQLException {
    checkOpen();
    return wasNull;
  }

  /** Upper and lower case count the same; the first of several with one name. */
  @Override
  public int findColumn(@Nullable String columnLabel) throws SQLException {
    checkOpen();
    Map<String, Integer> known = labels();
    Integer index = columnLabel == null ? null : known.get(columnLabel.toLowerCase(Locale.US));
    if (index == null) {
      throw SqlErrors.client(
          SqlErrors.UNDEFINED_COLUMN,
          "The column name " + columnLabel + " was not found in this ResultSet.");
    }
    return index;
  }

  private Map<String, Integer> labels() {
    Map<String, Integer> known = labels;
    if (known == null) {
      known = new HashMap<>();
      for (int i = rows.columns().size(); i > 0; i--) {
        known.put(rows.columns().get(i - 1).name().toLowerCase(Locale.US), i);
      }
      labels = known;
    }
    return known;
  }

  @Override
  public @Nullable String getString(int columnIndex) throws SQLException {
    Cell cell = cell(columnIndex);
    return cell == null ? null : truncated(cell.text());
  }

  private String truncated(String text) throws SQLException {
    int most = statement == null ? 0 : statement.getMaxFieldSize();
    return most > 0 && text.length() > most ? text.substring(0, most) : text;
  }

  @Override
  public @Nullable String getNString(int columnIndex) throws SQLException {
    throw SqlErrors.notImplemented("ResultSet.getNString(int)");
  }

  @Override
  public boolean getBoolean(int columnIndex) throws SQLException {
    Cell cell = cell(columnIndex);
    return cell != null && NumberReads.toBoolean(cell);
  }

  @Override
  public byte getByte(int columnIndex) throws SQLException {
    return (byte) integer(columnIndex, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
  }

  @Override
  public short getShort(int columnIndex) throws SQLException {
    return (short) integer(columnIndex, Short.MIN_VALUE, Short.MAX_VALUE, "short");
  }

  @Override
  public int getInt(int columnIndex) throws SQLException {
    return (int) integer(columnIndex, Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
  }

  @Override
  public long getLong(int columnIndex) throws SQLException {
    return integer(columnIndex, Long.MIN_VALUE, Long.MAX_VALUE, "long");
  }

  private long integer(int columnIndex, long least, long most, String javaType)
      throws SQLException {
    Cell cell = cell(columnIndex);
    return cell == null ? 0 : NumberReads.integer(cell, least, most, javaType);
  }

  @Override
  public float getFloat(int columnIndex) throws SQLException {
    Cell cell = cell(columnIndex);
    return cell == null ? 0 : NumberReads.toFloat(cell);
  }

  @Override
  public double getDouble(int columnIndex) throws SQLException {
    Cell cell = cell(columnIndex);
    return cell == null ? 0 : NumberReads.toDouble(cell);
  }

  @Override
  public @Nullable BigDecimal getBigDecimal(int columnIndex) throws SQLException {
    Cell cell = cell(columnIndex);
    return cell == null ? null : NumberReads.toBigDecimal(cell);
  }

  @Override
  @Deprecated
  public @Nullable BigDecimal getBigDecimal(int columnIndex, int scale) throws SQLException {
    BigDecimal number = getBigDecimal(columnIndex);
    return number == null ? null : NumberReads.scaled(number, scale);
  }

  @Override
  public byte @Nullable [] getBytes(int columnIndex) throws SQLException {
    Cell cell = cell(columnIndex);
    return cell == null ? null : ObjectReads.bytes(cell);
  }

  @Override
  public @Nullable Date getDate(int columnIndex) throws SQLException {
    return getDate(columnIndex, null);
  }

  @Override
  public @Nullable Date getDate(int columnIndex, @Nullable Calendar calendar) throws SQLException {
    Cell cell = cell(columnIndex);
    return cell == null ? null : TemporalReads.toDate(cell, zone(calendar));
  }

  @Override
  public @Nullable Time getTime(int columnIndex) throws SQLException {
    return getTime(columnIndex, null);
  }

  @Override
  public @Nullable Time getTime(int columnIndex, @Nullable Calendar calendar) throws SQLException {
    Cell cell = cell(columnIndex);
    return cell == null ? null : TemporalReads.toTime(cell, zone(calendar));
  }

  @Override
  public @Nullable Timestamp getTimestamp(int columnIndex) throws SQLException {
    return getTimestamp(columnIndex, null);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int columnIndex, @Nullable Calendar calendar)
      throws SQLException {
    Cell cell = cell(columnIndex);
    return cell == null ? null : TemporalReads.toTimestamp(cell, zone(calendar));
  }

  private static TimeZone zone(@Nullable Calendar calendar) {
    return calendar == null ? TimeZone.getDefault() : calendar.getTimeZone();
  }

  @Override
  public @Nullable Array getArray(int columnIndex) throws SQLException {
    Cell cell = cell(columnIndex);
    if (cell != null && cell.type().jdbcType() != Types.ARRAY) {
      throw SqlErrors.client(
          SqlErrors.NO_DATA, "The column of type " + cell.type().name() + " holds no array.");
    }
    return cell == null ? null : new HiveArray(cell, reads);
  }

  @Override
  public @Nullable Object getObject(int columnIndex) throws SQLException {
    Cell cell = cell(columnIndex);
    return cell == null ? null : reads.natural(cell);
  }

  @Override
  public <T> @Nullable T getObject(int columnIndex, Class<T> type) throws SQLException {
    Cell cell = cell(columnIndex);
    return cell == null ? null : reads.as(cell, type);
  }

  @Override
  public @Nullable InputStream getBinaryStream(int columnIndex) throws SQLException {
    byte[] bytes = getBytes(columnIndex);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  @Override
  public @Nullable InputStream getAsciiStream(int columnIndex) throws SQLException {
    String text = getString(columnIndex);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public @Nullable Reader getCharacterStream(int columnIndex) throws SQLException {
    String text = getString(columnIndex);
    return text == null ? null : new StringReader(text);
  }

  @Override
  public @Nullable Reader getNCharacterStream(int columnIndex) throws SQLException {
    return getCharacterStream(columnIndex);
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return new HiveResultSetMetaData(
        rows.columns(),
        statement == null
            ? null
            : new ColumnFacts(statement.connection.session(), statement.connection.reads()));
  }

  @Override
  public @Nullable HiveStatement getStatement() throws SQLException {
    checkOpen();
    return statement;
  }

  @Override
  public void close() throws SQLException {
    if (!isClosed()) {
      super.close();
      if (statement != null) {
        statement.resultClosed();
      }
    }
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
