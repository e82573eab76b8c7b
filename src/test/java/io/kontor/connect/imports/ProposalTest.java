package io.kontor.connect.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.language.Language;
import io.kontor.language.Words;
import io.kontor.people.Access;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class ProposalTest {
    @TempDir
    Path folder;

    Importing at;

    @BeforeEach
    void open() {
        at = new Importing(folder);
    }

    @AfterEach
    void close() {
        at.close();
    }

    Proposal propose(Path... files) {
        var proposal = at.office
                .bean(Imports.class)
                .propose(
                        Access.local("tests", UUID.randomUUID()),
                        List.of(files),
                        new Words(Language.EN, ZoneOffset.UTC));
        if (System.getProperty("kontor.test.show") != null) {
            System.err.println(MappingText.of(proposal.mapping()));
        }
        return proposal;
    }

    /** What is proposed, as it is written down and read again. */
    ImportResult run(Proposal proposal, Path... files) {
        return at.run(MappingFile.read(MappingText.of(proposal.mapping())), files);
    }

    @Test
    void a_german_file_of_orders_becomes_partners_products_and_deals() {
        var file = at.write("Bestellungen 2024.csv", """
                Auftragsnr;Händler;Land;Artikel;Menge;Nettobetrag;Datum
                4711;Müller & Söhne GmbH;Deutschland;Klingel;2;1.234,50;05.01.2024
                4711;Müller & Söhne GmbH;Deutschland;Sattel;1;99,00;05.01.2024
                4712;Alpenrad AG;Österreich;Klingel;10;6.000,00;13.02.2024
                """.getBytes(StandardCharsets.ISO_8859_1));
        var proposal = propose(file);
        var result = run(proposal, file);
        assertThat(result.warnings()).containsOnlyKeys("encoding_guessed");
        assertThat(result.rowsRejected()).isZero();
        assertThat(result.objects().get("partner").created()).isEqualTo(2);
        assertThat(result.objects().get("product").created()).isEqualTo(2);
        assertThat(result.objects().get("deal").created()).isEqualTo(2);
        assertThat(at.one("select sum(amount)::text from deals.deal where stage = 'won'"))
                .isEqualTo("7333.50");
        assertThat(at.one("select string_agg(country, ',' order by country) from partners.partner"))
                .isEqualTo("AT,DE");
        assertThat(at.one("select string_agg(distinct closed_on::text, ',' order by closed_on::text) from deals.deal"))
                .isEqualTo("2024-01-05,2024-02-13");
        assertThat(proposal.mapping().objects().getLast().from()).containsExactly("bestellungen *.csv");
    }

    @Test
    void exports_of_well_known_systems_are_understood() {
        var salesforce = at.write("opportunities.csv", """
                "Opportunity ID","Opportunity Name","Account Name","Partner Account","Stage","Amount","Close Date","Created Date","Owner"
                "006A","Acme renewal","Acme","Nordlicht","Closed Won","USD 12,500.00","3/14/2024","1/2/2024","Ann Lee"
                "006B","Beta start","Beta","","Negotiation/Review","USD 900.50","12/31/2024","2/20/2024","Bo Ray"
                "006C","Gamma loss","Gamma","Nordlicht","Closed Lost","USD 100.00","5/6/2024","3/3/2024","Ann Lee"
                """);
        var result = run(propose(salesforce), salesforce);
        assertThat(result.rowsRejected()).as(result.warnings().toString()).isZero();
        assertThat(
                        at.one(
                                "select string_agg(stage || ' ' || amount || ' ' || currency, ',' order by name) from deals.deal"))
                .isEqualTo("won 12500.00 USD,negotiation 900.50 USD,lost 100.00 USD");
        assertThat(at.one("select closed_on || ' ' || opened_on from deals.deal where stage = 'won'"))
                .isEqualTo("2024-03-14 2024-01-02");
        assertThat(at.one("select expected_close_on from deals.deal where stage = 'negotiation'"))
                .isEqualTo("2024-12-31");
        assertThat(at.one("select count(*) from deals.deal_partner_v where role = 'sourcing'"))
                .isEqualTo("2");
        assertThat(at.one("select system from partners.external_id")).isEqualTo("salesforce");

        var pipedrive = at.write("deals-pipedrive.csv", """
                Deal - Title,Deal - Value,Deal - Currency,Deal - Stage,Deal - Expected close date,Organization - Name,Deal - Owner
                Kiosk,1500,EUR,Proposal Made,2024-08-01,Zeta SARL,Ann Lee
                Tower,99.5,EUR,Lead In,2024-09-01,Eta SARL,Bo Ray
                """);
        var second = run(propose(pipedrive), pipedrive);
        assertThat(second.objects().get("deal").created())
                .as(second.warnings().toString())
                .isEqualTo(2);
        assertThat(at.one("select stage || customer_id::text from deals.deal where name = 'Kiosk'"))
                .startsWith("proposal");
    }

    @Test
    void exports_of_hubspot_and_dynamics_are_understood() {
        var hubspot = at.write("hubspot-crm-exports-all-deals.csv", """
                Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Deal owner,Associated Company (Primary),Partner
                101,Harbour renewal,Closed Won,Sales,"1200.50",2024-03-14 09:30,2024-01-02 10:00,Ann Lee,Acme,Nordlicht
                102,Kiosk,Contract Sent,Sales,"80.00",2024-12-31 09:30,2024-02-03 10:00,Bo Ray,Beta,
                103,Tower,Closed Lost,Sales,"99.00",2024-05-06 09:30,2024-02-04 10:00,Bo Ray,Gamma,Nordlicht
                """);
        var proposal = propose(hubspot);
        var result = run(proposal, hubspot);
        assertThat(proposal.mapping().system()).isEqualTo("hubspot");
        assertThat(result.rowsRejected()).as(result.warnings().toString()).isZero();
        assertThat(
                        at.one(
                                "select name || ' ' || stage || ' ' || amount || ' ' || coalesce(closed_on::text, '-') from deals.deal order by 1"))
                .isEqualTo(
                        "Harbour renewal won 1200.50 2024-03-14|Kiosk negotiation 80.00 -|Tower lost 99.00 2024-05-06");
        assertThat(at.one("select count(*) from deals.deal_partner_v where role = 'sourcing'"))
                .isEqualTo("2");
        assertThat(at.one("select string_agg(name, ',' order by name) from customers.customer"))
                .isEqualTo("Acme,Beta,Gamma");

        var dynamics = at.write("Opportunities 2-5-2024 9-41-22 AM.csv", """
                (Do Not Modify) Opportunity,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Topic,Potential Customer,Est. Revenue,Est. Close Date,Status Reason,Owner,Created On
                9b1e-1,x,2/5/2024,Crane lease,Delta,"5,000.00",6/30/2024,In Progress,Cy Dow,1/15/2024
                9b1e-2,y,2/5/2024,Dock repair,Epsilon,"1,250.75",2/13/2024,Won,Cy Dow,1/16/2024
                """);
        var second = propose(dynamics);
        assertThat(second.mapping().system()).isEqualTo("dynamics");
        var came = run(second, dynamics);
        assertThat(came.rowsRejected()).as(came.warnings().toString()).isZero();
        assertThat(
                        at.one(
                                "select name || ' ' || stage || ' ' || amount from deals.deal where name in ('Crane lease', 'Dock repair') order by 1"))
                .isEqualTo("Crane lease qualified 5000.00|Dock repair won 1250.75");
        assertThat(at.one("select expected_close_on from deals.deal where name = 'Crane lease'"))
                .isEqualTo("2024-06-30");
    }

    @Test
    void plain_names_in_spanish_and_a_workbook_with_a_title_above_its_table_are_understood() throws IOException {
        var tabs = at.write("pedidos.txt", """
                Nº de pedido\tDistribuidor\tPaís\tProducto\tCantidad\tImporte\tFecha
                P-1\tVelero SL\tEspaña\tTimón\t2\t1.234,50\t05/01/2024
                P-1\tVelero SL\tEspaña\tVela\t1\t99,00\t05/01/2024
                P-2\tMar y Costa SA\tMéxico\tTimón\t1\t600,00\t25/02/2024
                """, StandardCharsets.UTF_16);
        var result = run(propose(tabs), tabs);
        assertThat(result.rowsRejected()).as(result.warnings().toString()).isZero();
        assertThat(at.one("select name || ' ' || amount || ' ' || closed_on from deals.deal order by 1"))
                .isEqualTo("P-1 1333.50 2024-01-05|P-2 600.00 2024-02-25");
        assertThat(at.one("select string_agg(country, ',' order by country) from partners.partner"))
                .isEqualTo("ES,MX");

        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "Test", null)) {
            var sheet = book.newWorksheet("Socios");
            sheet.value(0, 0, "Lista de socios 2024");
            sheet.range(0, 0, 0, 3).merge();
            var head = List.of("Código de distribuidor", "Razón social", "País", "Fecha de alta");
            for (int i = 0; i < head.size(); i++) {
                sheet.value(2, i, head.get(i));
            }
            for (int row = 3; row < 6; row++) {
                sheet.value(row == 5 ? 6 : row, 0, "S" + row);
                sheet.value(row == 5 ? 6 : row, 1, "Socio " + row);
                sheet.value(row == 5 ? 6 : row, 2, "Chile");
                sheet.value(row == 5 ? 6 : row, 3, LocalDate.of(2020, 1, row));
                sheet.style(row == 5 ? 6 : row, 3).format("d mmm yy").set();
            }
        }
        var book = at.write("socios.xlsx", bytes.toByteArray());
        var came = run(propose(book), book);
        assertThat(came.rowsRejected()).as(came.warnings().toString()).isZero();
        assertThat(came.warnings()).containsEntry("rows_before_header", 1L);
        assertThat(came.objects().get("partner").created()).isEqualTo(3);
        assertThat(at.one("select string_agg(joined_on::text, ',' order by joined_on) from partners.membership"))
                .isEqualTo("2020-01-03,2020-01-04,2020-01-05");
    }

    @Test
    void files_that_belong_together_refer_to_each_other_by_the_keys_they_have() {
        var files = new Path[] {at.write("revendeurs.csv", """
                    Code partenaire;Raison sociale;Pays;Ville;Partenaire depuis
                    R1;Lumière SARL;France;Lyon;02/03/2021
                    R2;Étoile SA;Belgique;Liège;15/11/2022
                    """), at.write("commandes.csv", """
                    Commande;Revendeur;Montant HT;Date de commande
                    C1;R1;1 250,00;21/04/2023
                    C2;R2;80,50;03/05/2023
                    C3;R1;10,00;30/06/2023
                    """)};
        var result = run(propose(files), files);
        assertThat(result.rowsRejected()).as(result.warnings().toString()).isZero();
        assertThat(at.one("select count(*) from partners.partner")).isEqualTo("2");
        assertThat(
                        at.one(
                                "select sum(d.amount) from deals.deal d join partners.partner p on p.id = d.sourcing_id where p.country = 'FR'"))
                .isEqualTo("1260.00");
        assertThat(at.one("select string_agg(joined_on::text, ',' order by joined_on) from partners.membership"))
                .isEqualTo("2021-03-02,2022-11-15");
    }

    @Test
    void a_column_of_codes_nobody_has_a_name_for_tells_orders_apart() {
        var file = at.write("verkoop.csv", """
                Opdracht;Partner;Product;Quantity;Amount;Date
                X-1001;Nord;Bel;2;20,50;31.01.2024
                X-1001;Nord;Zadel;1;99,00;31.01.2024
                X-1002;Zuid;Bel;1;10,25;01.02.2024
                """);
        var result = run(propose(file), file);
        assertThat(result.objects().get("deal").created())
                .as(result.warnings().toString())
                .isEqualTo(2);
        assertThat(at.one("select name || ' ' || amount from deals.deal order by 1"))
                .isEqualTo("X-1001 119.50|X-1002 10.25");
    }

    @Test
    void what_no_header_says_is_found_by_what_stands_there() {
        var file = at.write("dump.csv", """
                a,b,c,d
                Nordlicht,2024-01-31,120.50,gewonnen
                Alpenweb,2024-02-28,99.95,verloren
                """);
        var result = run(propose(file), file);
        assertThat(result.objects().get("deal").created())
                .as(result.warnings().toString())
                .isEqualTo(2);
        assertThat(at.one("select string_agg(stage || amount || closed_on, ',' order by amount) from deals.deal"))
                .isEqualTo("lost99.952024-02-28,won120.502024-01-31");
    }

    @Test
    void the_real_files_need_nobody_to_explain_them() {
        var channel = new Path[] {
            Shared.file("reseller-channel", "products.csv"),
            Shared.file("reseller-channel", "resellers.csv"),
            Shared.file("reseller-channel", "orders.csv"),
        };
        var result = run(propose(channel), channel);
        assertThat(result.objects().get("partner").created())
                .as(result.warnings().toString())
                .isEqualTo(701);
        assertThat(result.objects().get("deal").created()).isEqualTo(3_616);
        assertThat(at.one("select sum(amount) from deals.deal where stage = 'won'"))
                .isEqualTo("77548570.20");
    }

    @Test
    void one_pasted_row_is_a_partner() {
        var file = at.write("pasted.tsv", "Raison sociale\tPays\tVille\nVoilier SARL\tFrance\tBrest\n");
        var result = run(propose(file), file);
        assertThat(result.objects().get("partner").created())
                .as(result.warnings().toString())
                .isEqualTo(1);
    }
}
