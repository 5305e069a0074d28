// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.type.PgType;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Takes parameters, each with the type that pgjdbc would declare for the setter: the server then
 * accepts and refuses the same ones.
 */
abstract class ParameterSetters extends UnsupportedParameters {

  ParameterSetters(HiveConnection connection, ResultKind kind) {
    super(connection, kind);
  }

  /** Keeps a value; a null type is left to the server. */
  abstract void set(int index, @Nullable PgType declared, @Nullable Object value)
      throws SQLException;

  private void setParameter(int index, Parameter parameter) throws SQLException {
    set(index, parameter.declared(), parameter.value());
  }

  @Override
  public void setNull(int index, int sqlType) throws SQLException {
    set(index, DeclaredTypes.ofNull(sqlType), null);
  }

  @Override
  public void setNull(int index, int sqlType, @Nullable String typeName) throws SQLException {
    set(index, typeName == null ? DeclaredTypes.ofNull(sqlType) : PgTypes.find(typeName), null);
  }

  @Override
  public void setBoolean(int index, boolean value) throws SQLException {
    set(index, PgTypes.BOOL, value);
  }

  @Override
  public void setByte(int index, byte value) throws SQLException {
    setShort(index, value);
  }

  @Override
  public void setShort(int index, short value) throws SQLException {
    set(index, PgTypes.INT2, value);
  }

  @Override
  public void setInt(int index, int value) throws SQLException {
    set(index, PgTypes.INT4, value);
  }

  @Override
  public void setLong(int index, long value) throws SQLException {
    set(index, PgTypes.INT8, value);
  }

  @Override
  public void setFloat(int index, float value) throws SQLException {
    set(index, PgTypes.FLOAT4, value);
  }

  @Override
  public void setDouble(int index, double value) throws SQLException {
    set(index, PgTypes.FLOAT8, value);
  }

  @Override
  public void setBigDecimal(int index, @Nullable BigDecimal value) throws SQLException {
    set(index, PgTypes.NUMERIC, value);
  }

  @Override
  public void setString(int index, @Nullable String value) throws SQLException {
    set(index, PgTypes.VARCHAR, Texts.checked(value));
  }

  @Override
  public void setNString(int index, @Nullable String value) throws SQLException {
    throw SqlErrors.notImplemented("PreparedStatement.setNString(int,String)");
  }

  @Override
  public void setBytes(int index, byte @Nullable [] value) throws SQLException {
    set(index, PgTypes.BYTEA, value == null ? null : value.clone());
  }

  @Override
  public void setDate(int index, @Nullable Date value) throws SQLException {
    setDate(index, value, null);
  }

  @Override
  public void setDate(int index, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    set(index, null, value == null ? null : TemporalText.of(value, zone(calendar)));
  }

  @Override
  public void setTime(int index, @Nullable Time value) throws SQLException {
    setTime(index, value, null);
  }

  @Override
  public void setTime(int index, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    set(index, null, value == null ? null : TemporalText.of(value, zone(calendar)));
  }

  @Override
  public void setTimestamp(int index, @Nullable Timestamp value) throws SQLException {
    setTimestamp(index, value, null);
  }

  @Override
  public void setTimestamp(int index, @Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    set(index, null, value == null ? null : TemporalText.of(value, zone(calendar)));
  }

  private static TimeZone zone(@Nullable Calendar calendar) {
    return calendar == null ? TimeZone.getDefault() : calendar.getTimeZone();
  }

  @Override
  public void setArray(int index, @Nullable Array value) throws SQLException {
    if (value == null) {
      setNull(index, Types.ARRAY);
    } else {
      setParameter(index, connection.parameters().ofArray(value));
    }
  }

  @Override
  public void setObject(int index, @Nullable Object value) throws SQLException {
    checkOpen();
    setParameter(index, connection.parameters().of(value));
  }

  @Override
  public void setObject(int index, @Nullable Object value, int targetSqlType) throws SQLException {
    setObject(index, value, targetSqlType, -1);
  }

  @Override
  public void setObject(int index, @Nullable Object value, int targetSqlType, int scale)
      throws SQLException {
    checkOpen();
    setParameter(index, connection.parameters().of(value, targetSqlType, scale));
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream value) throws SQLException {
    setBytes(index, value == null ? null : Streams.bytes(value, Long.MAX_VALUE));
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream value, int length)
      throws SQLException {
    setBinaryStream(index, value, (long) length);
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream value, long length)
      throws SQLException {
    setBytes(index, value == null ? null : Streams.bytes(value, length));
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream value) throws SQLException {
    setString(index, value == null ? null : Streams.ascii(value, Long.MAX_VALUE));
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream value, int length)
      throws SQLException {
    setAsciiStream(index, value, (long) length);
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream value, long length)
      throws SQLException {
    setString(index, value == null ? null : Streams.ascii(value, length));
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader value) throws SQLException {
    setString(index, value == null ? null : Streams.text(value, Long.MAX_VALUE));
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader value, int length)
      throws SQLException {
    setCharacterStream(index, value, (long) length);
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader value, long length)
      throws SQLException {
    setString(index, value == null ? null : Streams.text(value, length));
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    throw noText();
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    throw noText();
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    throw noText();
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    throw noText();
  }

  private static SQLException noText() {
    return SqlErrors.client(
        SqlErrors.WRONG_OBJECT_TYPE,
        "Can't use query methods that take a query string on a PreparedStatement.");
  }
}
