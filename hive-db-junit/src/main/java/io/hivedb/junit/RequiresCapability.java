// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.Capability;
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
 * Skips a test, or all tests of a class, on a backend that cannot do what they need.
 *
 * <p>The skip says what is missing, and which backends have it. With {@code
 * hive.database.require=true} the test fails instead. This differs from {@link
 * HiveDatabase#requires()}, which takes part in the choice of the backend and fails where the
 * chosen one lacks something.
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
public @interface RequiresCapability {

  /**
   * What the backend must be able to do.
   *
   * @return all that is needed
   */
  Capability[] value();
}
