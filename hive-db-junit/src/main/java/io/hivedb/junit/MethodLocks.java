// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * Has JUnit run tests with {@link Isolation#METHOD} on one database one after the other. JUnit's
 * locks cannot deadlock, and no thread waits for them.
 */
final class MethodLocks implements ResourceLocksProvider {

  @Override
  public Set<Lock> provideForMethod(
      List<Class<?>> enclosingInstanceTypes, Class<?> testClass, Method testMethod) {
    return restores(testClass) ? lock(testClass) : enclosing(enclosingInstanceTypes);
  }

  /** As a whole: its {@code @BeforeAll} changes the database of the enclosing class, too. */
  @Override
  public Set<Lock> provideForNestedClass(
      List<Class<?>> enclosingInstanceTypes, Class<?> testClass) {
    return restores(testClass) ? Set.of() : enclosing(enclosingInstanceTypes);
  }

  private static Set<Lock> enclosing(List<Class<?>> types) {
    for (int i = types.size() - 1; i >= 0; i--) {
      if (restores(types.get(i))) {
        return lock(types.get(i));
      }
    }
    return Set.of();
  }

  private static Set<Lock> lock(Class<?> owner) {
    return Set.of(new Lock("io.hivedb.junit.METHOD " + owner.getName()));
  }

  private static boolean restores(AnnotatedElement element) {
    try {
      return Declarations.of(element).values().stream()
          .anyMatch(declaration -> declaration.isolation() == Isolation.METHOD);
    } catch (ExtensionConfigurationException e) {
      // The class will fail with it; discovery is not the place.
      return false;
    }
  }
}
