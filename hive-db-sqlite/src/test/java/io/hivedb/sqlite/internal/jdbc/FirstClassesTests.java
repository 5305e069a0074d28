// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstClassesTests {

  @Test
  void allCanBeLinked() {
    assertThat(FirstClasses.link()).isEqualTo(FirstClasses.ALL.size());
  }
}
