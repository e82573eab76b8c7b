package io.kontor.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirmNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Nordlicht GmbH                 | nordlicht
            NORDLICHT G.m.b.H.             | nordlicht
            Müller & Söhne GmbH & Co. KG   | muller and sohne
            Müller und Söhne               | muller und sohne
            Alpenweb AG                    | alpenweb
            Costa Sistemas, S.L.           | costa sistemas
            Costa Sistemas SL              | costa sistemas
            Voie Lactée S.A.R.L.           | voie lactee
            Voie Lactée SARL               | voie lactee
            Bluewater Ltd.                 | bluewater
            Bluewater Limited              | bluewater
            Bluewater Pty Ltd              | bluewater
            Acme, Inc.                     | acme
            Acme Corp                      | acme
            O'Brien & Co                   | obrien
            Sole S.p.A.                    | sole
            Ørsted A/S                     | orsted
            Wisła Sp. z o.o.               | wisla
            Čapek s.r.o.                   | capek
            AG                             | ag
            Limited Company                | limited
            """)
    void a_name_is_compared_without_its_legal_form(String name, String core) {
        assertThat(FirmName.core(name)).isEqualTo(core);
    }
}
