-- What spreadsheets put in place of a value that they could not compute or show, in any language:
-- #N/A, #NV, #¡REF!, #ЗНАЧ!, ##### in a narrow column; and Err:502.
create or replace temp macro is_spreadsheet_error(text) as
    regexp_full_match(text, '##+|#[¡¿]?\p{Lu}[\p{Lu}\p{N}_/.]*[!?]?|Err:\d{3}');
