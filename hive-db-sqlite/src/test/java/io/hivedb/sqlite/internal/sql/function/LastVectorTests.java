// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Types;
import org.junit.jupiter.api.Test;

class LastVectorTests {

  private static String text(int last) {
    return "[" + "0.25,".repeat(100) + last + "]";
  }

  @Test
  void readsALongTextOnce() {
    Object first = LastVector.read(Types.VECTOR, text(1));

    assertThat(LastVector.read(Types.VECTOR, text(1))).isSameAs(first);
    assertThat(LastVector.read(Types.VECTOR, text(2))).isNotEqualTo(first);
    assertThat(LastVector.read(Types.VECTOR, text(1))).isEqualTo(first);
  }

  @Test
  void aWrongOneFailsEachTime() {
    String wrong = text(1) + "x";

    assertThatThrownBy(() -> LastVector.read(Types.VECTOR, wrong)).isInstanceOf(PgException.class);
    assertThatThrownBy(() -> LastVector.read(Types.VECTOR, wrong)).isInstanceOf(PgException.class);
  }

  @Test
  void otherTypesAreReadAsTheyAre() {
    String words = "x".repeat(300);

    assertThat(LastVector.read(Types.TEXT, words)).isEqualTo(words);
  }
}
