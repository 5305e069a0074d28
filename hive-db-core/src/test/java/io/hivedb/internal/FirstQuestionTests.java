// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.sql.Connection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whether a connection is valid")
class FirstQuestionTests {

  @Test
  @DisplayName("is known once of the first one of a pool that was just made, and nothing else is")
  void once() throws NoSuchMethodException {
    FirstQuestion question = FirstQuestion.of(true);
    Method isValid = Connection.class.getMethod("isValid", int.class);
    assertThat(question.isAnsweredBy(Connection.class.getMethod("getNetworkTimeout"))).isFalse();
    assertThat(question.isAnsweredBy(isValid)).isTrue();
    assertThat(question.isAnsweredBy(isValid)).isFalse();
  }

  @Test
  @DisplayName("is asked of each other one")
  void others() throws NoSuchMethodException {
    Method isValid = Connection.class.getMethod("isValid", int.class);
    assertThat(FirstQuestion.of(false).isAnsweredBy(isValid)).isFalse();
  }
}
