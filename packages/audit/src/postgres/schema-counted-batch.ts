/** The function of migration 009 as migration 012 has it: the bodies of a batch are counted by the database. */
import { LOCK } from "./log-lock.ts";
import { FIXED } from "./schema-declared.ts";

/** Of the same parameters; `counts` is heeded no more: processes from before give it still. */
export const COUNTED_BATCH: string = `create or replace function favorable.audit_append_batch(
     base bigint, base_edge bytea, base_mark text,
     entries text, types text, leaves text, hashes text, log_origin text, edge bytea, mark text,
     apart text[], descriptors text[], keys text[],
     at integer[], body_entries text, part integer[], salts text, payloads text, subjects text, shared integer[],
     policies text[], versions integer[], starts date[], body_keys text[], months date[], counts bigint[])
     returns boolean language plpgsql security definer set search_path = pg_catalog, favorable
     set enable_nestloop = off ${FIXED} as $$
   begin
     -- Under any other isolation the statement does not see what was done while it waited for the lock.
     if current_setting('transaction_isolation') <> 'read committed' then
       return false;
     end if;
     perform pg_advisory_xact_lock(${LOCK}), set_config('synchronous_commit', 'on', true);
     if (select min(id) from favorable.audit_pending) is not null or (select min(first) from favorable.audit_unfiled) is not null
        or not exists (
          select from (select size, h.edge from favorable.audit_head h order by size desc limit 1) last
            left join favorable.audit_head_mark m using (size)
           where last.size = base and last.edge = base_edge and m.mark is not distinct from base_mark)
        or exists (select from unnest(months) wanted
                    where wanted < '9999-01-01' and to_regclass('favorable.audit_body_' || to_char(wanted, 'YYYYMM')) is null)
        or cardinality(keys) <> (select count(*) from favorable.audit_key k where k.key_id = any (keys)) then
       return false;
     end if;
     with leaf as (
       insert into favorable.audit_leaf (seq, entry, type, leaf, hash)
         select base + l.at - 1, l.entry, l.type, l.leaf, decode(l.hash, 'base64')
           from unnest(string_to_array(entries, E'\\n'), string_to_array(types, E'\\n'), string_to_array(leaves, E'\\n'),
                       string_to_array(hashes, E'\\n')) with ordinality as l (entry, type, leaf, hash, at)),
     head as (
       insert into favorable.audit_head (size, edge, origin)
         select base + cardinality(string_to_array(hashes, E'\\n')), audit_append_batch.edge, log_origin),
     marked as (
       insert into favorable.audit_head_mark (size, mark)
         select base + cardinality(string_to_array(hashes, E'\\n')), audit_append_batch.mark where audit_append_batch.mark is not null on conflict do nothing),
     described as (
       insert into favorable.audit_descriptors (entry, descriptors)
         select d.entry, d.text from unnest(apart, audit_append_batch.descriptors) as d (entry, text))
     insert into favorable.audit_body (seq, entry, part, salt, payload, policy, version, start_on, subject_index, key_id, erase_month)
       select base + b.at, b.entry, b.part, decode(b.salt, 'base64'),
              case when g.key = '' then convert_to(b.payload, 'UTF8') else decode(b.payload, 'base64') end,
              g.policy, g.version, g.start_on, decode(b.subject, 'hex'), nullif(g.key, ''), g.month
         from unnest(audit_append_batch.at, string_to_array(body_entries, E'\\n'), audit_append_batch.part, string_to_array(salts, E'\\n', ''),
                     string_to_array(payloads, E'\\n'), string_to_array(subjects, E'\\n', ''), audit_append_batch.shared)
                as b (at, entry, part, salt, payload, subject, shared)
         join unnest(policies, versions, starts, body_keys, months) with ordinality as g (policy, version, start_on, key, month, number)
           on g.number = b.shared;
     return true;
   end $$`;
