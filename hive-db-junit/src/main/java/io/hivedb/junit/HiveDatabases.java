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
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the compiler makes of several {@link HiveDatabase} at one place; each needs its name. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(HiveDatabaseExtension.class)
@ResourceLock(providers = MethodLocks.class)
@SuppressWarnings("exports") // the locks are hidden on purpose: JUnit makes them, users never do
public @interface HiveDatabases {

  /**
   * The databases.
   *
   * @return them, with names that differ
   */
  HiveDatabase[] value();
}
