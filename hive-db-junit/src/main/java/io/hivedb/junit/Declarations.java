// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * The databases that a class or method declares by annotation. A class has its own, and those of
 * its superclass and interfaces whose names it does not declare itself.
 */
final class Declarations {

  private Declarations() {}

  /** By name; empty where nothing is declared. */
  static Map<String, Declaration> of(AnnotatedElement element) {
    return element instanceof Class<?> type ? ofClass(type) : own(element);
  }

  private static Map<String, Declaration> ofClass(Class<?> type) {
    refuseInterfaceMethods(type);
    Map<String, Declaration> own = own(type);
    Map<String, Declaration> inherited = new LinkedHashMap<>();
    for (Class<?> parent : parents(type)) {
      ofClass(parent)
          .forEach(
              (name, declaration) -> {
                Declaration mine = own.get(name);
                if (mine != null) {
                  checkIsolation(type, mine, parent, declaration);
                } else if (!declaration.equals(inherited.getOrDefault(name, declaration))) {
                  throw twice(type, name);
                }
                inherited.put(name, declaration);
              });
    }
    inherited.putAll(own);
    return inherited;
  }

  private static List<Class<?>> parents(Class<?> type) {
    List<Class<?>> parents = new ArrayList<>(List.of(type.getInterfaces()));
    Class<?> superclass = type.getSuperclass();
    if (superclass != null && superclass != Object.class) {
      parents.add(superclass);
    }
    return parents;
  }

  private static Map<String, Declaration> own(AnnotatedElement element) {
    Map<String, Declaration> found = new LinkedHashMap<>();
    for (HiveDatabase annotation : annotations(element, new HashSet<>())) {
      if (found.put(annotation.name(), Declaration.of(annotation)) != null) {
        throw twice(element, annotation.name());
      }
    }
    return found;
  }

  private static List<HiveDatabase> annotations(AnnotatedElement element, Set<Class<?>> seen) {
    List<HiveDatabase> found = new ArrayList<>();
    for (Annotation annotation : element.getDeclaredAnnotations()) {
      Class<? extends Annotation> type = annotation.annotationType();
      if (annotation instanceof HiveDatabase single) {
        found.add(single);
      } else if (annotation instanceof HiveDatabases several) {
        found.addAll(List.of(several.value()));
      } else if (!type.getName().startsWith("java.lang.annotation.") && seen.add(type)) {
        found.addAll(annotations(type, seen));
      }
    }
    return found;
  }

  private static void refuseInterfaceMethods(Class<?> type) {
    if (!type.isInterface()) {
      return;
    }
    for (Method method : type.getDeclaredMethods()) {
      if (!own(method).isEmpty()) {
        throw new ExtensionConfigurationException(
            "The interface method ["
                + type.getName()
                + "."
                + method.getName()
                + "] carries @HiveDatabase, which has no effect on the methods that override it. Put"
                + " it on the interface, or on the test method of the class.");
      }
    }
  }

  static ExtensionConfigurationException twice(Object where, String name) {
    return new ExtensionConfigurationException(
        name.isEmpty()
            ? "["
                + where
                + "] has two default databases. Give all but one of the @HiveDatabase annotations a"
                + " name, and say it at the parameters: @HiveDatabase(name = \"orders\") DataSource."
            : "["
                + where
                + "] has two databases with the name ["
                + name
                + "]. Give each @HiveDatabase a name of its own.");
  }

  private static void checkIsolation(
      Class<?> type, Declaration mine, Class<?> parent, Declaration inherited) {
    if (mine.isolation().compareTo(inherited.isolation()) < 0) {
      throw new ExtensionConfigurationException(
          "The class ["
              + type.getName()
              + "] has the isolation ["
              + mine.isolation()
              + "], but inherits tests from ["
              + parent.getName()
              + "], which were written for ["
              + inherited.isolation()
              + "]. Say isolation = "
              + inherited.isolation()
              + " in the class, or a stricter one.");
    }
  }
}
