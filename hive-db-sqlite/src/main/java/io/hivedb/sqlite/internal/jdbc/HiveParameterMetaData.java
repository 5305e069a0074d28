// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.type.PgType;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;

/** Tells the types that the parameters of a statement have. */
final class HiveParameterMetaData implements ParameterMetaData {

  private final List<PgType> types;

  HiveParameterMetaData(List<PgType> types) {
    this.types = types;
  }

  private PgType type(int param) throws SQLException {
    if (param < 1 || param > types.size()) {
      throw SqlErrors.client(
          SqlErrors.INVALID_PARAMETER_VALUE,
          "The parameter index is out of range: "
              + param
              + ", number of parameters: "
              + types.size()
              + ".");
    }
    return types.get(param - 1);
  }

  @Override
  public int getParameterCount() {
    return types.size();
  }

  @Override
  public int getParameterType(int param) throws SQLException {
    return type(param).jdbcType();
  }

  @Override
  public String getParameterTypeName(int param) throws SQLException {
    return type(param).name();
  }

  @Override
  public String getParameterClassName(int param) throws SQLException {
    return JavaTypes.className(type(param));
  }

  @Override
  public int getParameterMode(int param) throws SQLException {
    type(param);
    return ParameterMetaData.parameterModeIn;
  }

  @Override
  public int getPrecision(int param) throws SQLException {
    type(param);
    return 0;
  }

  @Override
  public int getScale(int param) throws SQLException {
    type(param);
    return 0;
  }

  @Override
  public int isNullable(int param) throws SQLException {
    type(param);
    return ParameterMetaData.parameterNullableUnknown;
  }

  @Override
  public boolean isSigned(int param) throws SQLException {
    return TypeFacts.isSigned(type(param));
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
