// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replaces parts of a tree of records, from the outside in. */
public final class Rewriting {

  /** What takes the place of a part; null where its own parts are to be looked at. */
  @FunctionalInterface
  public interface Rule {
    /** The part's replacement, or null. */
    @Nullable Object replace(Object part);
  }

  private Rewriting() {}

  /** The tree with its parts replaced; the same object where nothing was. */
  public static <T> T of(T tree, Rule rule) {
    @SuppressWarnings("unchecked")
    T rewritten = (T) rewrite(tree, rule);
    return rewritten;
  }

  private static Object rewrite(Object part, Rule rule) {
    Object replacement = rule.replace(part);
    if (replacement != null) {
      return replacement;
    }
    if (part instanceof List<?> list) {
      List<Object> others = new ArrayList<>();
      boolean changed = false;
      for (Object element : list) {
        Object other = element == null ? null : rewrite(element, rule);
        changed |= other != element;
        others.add(other);
      }
      return changed ? others : part;
    }
    return part instanceof Record whole ? record(whole, rule) : part;
  }

  private static Object record(Record whole, Rule rule) {
    RecordComponent[] components = whole.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new Object[components.length];
    boolean changed = false;
    try {
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        Object value = components[i].getAccessor().invoke(whole);
        values[i] = value == null ? null : rewrite(value, rule);
        changed |= values[i] != value;
      }
      Constructor<?> constructor = whole.getClass().getDeclaredConstructor(types);
      return changed ? constructor.newInstance(values) : whole;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a part of a statement cannot be copied: " + whole, e);
    }
  }
}
