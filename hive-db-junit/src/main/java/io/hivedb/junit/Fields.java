// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Fills fields by type. A final field, or one that has a value, is the test's own affair. */
final class Fields {

  private Fields() {}

  static void injectStatic(ExtensionContext context) {
    fields(context.getRequiredTestClass(), true).forEach(field -> fill(field, null, context));
  }

  static void injectInstance(Object instance, ExtensionContext context) {
    if (Unready.around(context) == null) {
      fields(instance.getClass(), false).forEach(field -> fill(field, instance, context));
    }
  }

  private static List<Field> fields(Class<?> type, boolean wantStatic) {
    return ReflectionSupport.findFields(
        type,
        field ->
            Modifier.isStatic(field.getModifiers()) == wantStatic
                && !Modifier.isFinal(field.getModifiers())
                && Injectable.of(field, field.getType()).isPresent(),
        HierarchyTraversalMode.TOP_DOWN);
  }

  private static void fill(Field field, @Nullable Object instance, ExtensionContext context) {
    Optional<HiveDatabase> said = AnnotationSupport.findAnnotation(field, HiveDatabase.class);
    if (isSet(field, instance) || (said.isEmpty() && Owner.find(context, "").isEmpty())) {
      return;
    }
    Object value =
        Injectable.of(field, field.getType())
            .orElseThrow()
            .from(Databases.of(context, said), context);
    set(field, instance, value);
    if (instance == null) {
      // A static field of a base class is filled again for the next subclass, not left closed.
      AutoCloseable reset = () -> clear(field, value);
      context.getStore(Databases.NAMESPACE).put(field, reset);
    }
  }

  private static void clear(Field field, Object ours) {
    if (get(field, null) == ours) {
      set(field, null, null);
    }
  }

  private static boolean isSet(Field field, @Nullable Object instance) {
    return get(field, instance) != null;
  }

  private static @Nullable Object get(Field field, @Nullable Object instance) {
    try {
      field.setAccessible(true);
      return field.get(instance);
    } catch (IllegalAccessException | InaccessibleObjectException e) {
      throw inaccessible(field, e);
    }
  }

  private static void set(Field field, @Nullable Object instance, @Nullable Object value) {
    try {
      field.set(instance, value);
    } catch (IllegalAccessException e) {
      throw inaccessible(field, e);
    }
  }

  private static ExtensionConfigurationException inaccessible(Field field, Exception cause) {
    return new ExtensionConfigurationException(
        "The field ["
            + field
            + "] cannot be filled: its module does not open the package. Open it to"
            + " io.hivedb.junit, or take a parameter instead.",
        cause);
  }
}
