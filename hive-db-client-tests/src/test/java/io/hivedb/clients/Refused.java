// SPDX-License-Identifier: Apache-2.0
package io.hivedb.clients;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A backend cannot do this yet, and says so: on it the test must fail with this message. As soon as
 * it passes, it fails for being marked.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Refused.All.class)
@ExtendWith(RefusedExtension.class)
public @interface Refused {

  /** The backend's id. */
  String on();

  /** What one of the causes says. */
  String because();

  /** Several of them. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ExtendWith(RefusedExtension.class)
  @interface All {
    /** One for each backend. */
    Refused[] value();
  }
}
