// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.plan.ResultColumn;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An array that was read from a result or made by {@code createArrayOf}. */
final class HiveArray implements Array {

  private final PgType arrayType;
  private final PgType elementType;
  private final ObjectReads reads;
  private @Nullable String text;

  HiveArray(PgType arrayType, String text, ObjectReads reads) {
    PgType element = arrayType.element();
    if (element == null) {
      throw new IllegalArgumentException("[" + arrayType.name() + "] is no array type");
    }
    this.arrayType = arrayType;
    this.elementType = element;
    this.text = text;
    this.reads = reads;
  }

  HiveArray(Cell cell, ObjectReads reads) {
    this(cell.type(), cell.text(), reads);
  }

  PgType arrayType() {
    return arrayType;
  }

  String text() throws SQLException {
    if (text == null) {
      throw SqlErrors.client(SqlErrors.OBJECT_NOT_IN_STATE, "This Array has been freed.");
    }
    return text;
  }

  @Override
  public String getBaseTypeName() throws SQLException {
    text();
    return elementType.name();
  }

  @Override
  public int getBaseType() throws SQLException {
    text();
    return elementType.jdbcType();
  }

  @Override
  public Object getArray() throws SQLException {
    return toJava(ArrayText.read(text()));
  }

  @Override
  public Object getArray(long index, int count) throws SQLException {
    return toJava(slice(index, count));
  }

  private List<@Nullable Object> slice(long index, int count) throws SQLException {
    List<@Nullable Object> elements = ArrayText.read(text());
    if (index < 1 || count < 0 || index - 1 + count > elements.size()) {
      throw SqlErrors.client(
          SqlErrors.DATA_ERROR,
          "The array index is out of range: "
              + (index + count - 1)
              + ", number of elements: "
              + elements.size()
              + ".");
    }
    int from = (int) index - 1;
    return elements.subList(from, from + count);
  }

  private Object toJava(List<@Nullable Object> elements) throws SQLException {
    int depth = depth(elements);
    Class<?> component = JavaTypes.arrayElement(elementType);
    for (int i = 1; i < depth; i++) {
      component = component.arrayType();
    }
    @Nullable Object[] array =
        (Object[]) java.lang.reflect.Array.newInstance(component, elements.size());
    for (int i = 0; i < array.length; i++) {
      array[i] = element(elements.get(i));
    }
    return array;
  }

  private @Nullable Object element(@Nullable Object element) throws SQLException {
    if (element instanceof List<?> nested) {
      return toJava(new ArrayList<@Nullable Object>(nested));
    }
    if (element == null) {
      return null;
    }
    if (JavaTypes.arrayElement(elementType) == String.class) {
      return new Cell(elementType, elementType.read((String) element), 1).text();
    }
    Object value = reads.natural(new Cell(elementType, elementType.read((String) element), 1));
    return elementType.name().equals("int2") ? (Object) ((Integer) value).shortValue() : value;
  }

  private static int depth(List<@Nullable Object> elements) {
    return !elements.isEmpty() && elements.get(0) instanceof List<?> nested
        ? 1 + depth(new ArrayList<@Nullable Object>(nested))
        : 1;
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    return rows(ArrayText.read(text()), 1);
  }

  @Override
  public ResultSet getResultSet(long index, int count) throws SQLException {
    return rows(slice(index, count), index);
  }

  private ResultSet rows(List<@Nullable Object> elements, long first) throws SQLException {
    if (depth(elements) > 1) {
      throw SqlErrors.notImplemented("Array.getResultSet() of an array of arrays");
    }
    List<ResultColumn> columns =
        List.of(
            new ResultColumn("INDEX", PgTypes.INT4, -1, null, null, null),
            new ResultColumn("VALUE", elementType, -1, null, null, null));
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Object element : elements) {
      Object stored = element == null ? null : elementType.read((String) element);
      rows.add(new @Nullable Object[] {first + rows.size(), stored});
    }
    return new HiveResultSet(
        new Outcome.Rows(columns, rows), reads, null, ResultSet.TYPE_SCROLL_INSENSITIVE, 0);
  }

  @Override
  public Object getArray(@Nullable Map<String, Class<?>> map) throws SQLException {
    checkNoMap(map);
    return getArray();
  }

  @Override
  public Object getArray(long index, int count, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    checkNoMap(map);
    return getArray(index, count);
  }

  @Override
  public ResultSet getResultSet(@Nullable Map<String, Class<?>> map) throws SQLException {
    checkNoMap(map);
    return getResultSet();
  }

  @Override
  public ResultSet getResultSet(long index, int count, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    checkNoMap(map);
    return getResultSet(index, count);
  }

  private static void checkNoMap(@Nullable Map<String, Class<?>> map)
      throws SQLFeatureNotSupportedException {
    if (map != null && !map.isEmpty()) {
      throw SqlErrors.notImplemented("Array with a type map");
    }
  }

  @Override
  public void free() {
    text = null;
  }

  @Override
  public String toString() {
    return String.valueOf(text);
  }
}
