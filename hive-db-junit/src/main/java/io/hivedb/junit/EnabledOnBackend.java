// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test, or all tests of a class, on the named backends alone; elsewhere they are skipped.
 *
 * <p>With {@code hive.database.require=true} the test fails instead of being skipped. Where the
 * reason is something that a backend cannot do, {@link RequiresCapability} says it better.
 *
 * <p>On a class it is inherited by subclasses, as {@link HiveDatabase} is.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(BackendCondition.class)
@SuppressWarnings("exports") // the condition is hidden on purpose: JUnit makes it, users never do
public @interface EnabledOnBackend {

  /**
   * The backends on which the tests run.
   *
   * @return ids or aliases, for example {@code sqlite}
   */
  String[] value();

  /**
   * Why, for the report.
   *
   * @return a phrase; none by default
   */
  String reason() default "";
}
