use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::{LIMIT, brought, holds, is_refused_when_cut, kept};
use crate::file::cover::People;
use crate::file::strip::stripped;
use crate::file::{FileRefusal, MediaType};
use crate::testkit::paper::{document, written};
use crate::testkit::picture::{SECRET, photograph};

const PDF: &str = "application/pdf";

/// What is kept, where the secret stands neither as it is nor in digits, and which another program can read.
fn seen(file: &[u8]) -> Vec<u8> {
    let kept = kept(PDF, file);
    let digits: Vec<String> = SECRET.iter().map(|byte| format!("{byte:02X}")).collect();
    assert!(!holds(&kept, digits.concat().as_bytes()), "{}", kept.escape_ascii());
    let read = lopdf::Document::load_mem(&kept).unwrap();
    assert_eq!(read.get_pages().len(), 1, "{}", kept.escape_ascii());
    assert!(read.trailer.get(b"Info").is_err() && read.trailer.get(b"ID").is_err());
    kept
}

fn secret() -> &'static str {
    std::str::from_utf8(SECRET).unwrap()
}

fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<<{entries}/Length {}>>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

fn packed(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// A document of one page: what the catalogue and the page say besides, and more objects from number 5 on.
fn page(catalogue: &str, page: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let mut objects = vec![
        format!("<</Type/Catalog/Pages 2 0 R{catalogue}>>").into_bytes(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R{page}>>").into_bytes(),
        stream("", b"0 0 20 20 re f"),
    ];
    objects.extend_from_slice(more);
    written(&objects, "/Root 1 0 R")
}

#[test]
fn of_a_document_only_what_is_seen_is_kept() {
    let file = document("what was found");
    assert!(holds(&seen(&file), b"(what was found) Tj"));
}

#[test]
fn who_wrote_it_and_with_what_goes() {
    let secret = secret();
    let more = [
        stream("/Type/Metadata/Subtype/XML", SECRET),
        format!("<</Author({secret})/Producer({secret})/CreationDate({secret})>>").into_bytes(),
        format!("<</Note({secret})>>").into_bytes(),
    ];
    let catalogue = format!("/Metadata 5 0 R/PieceInfo<</X({secret})>>/Lang(zh-CN)/Own({secret})");
    let whole = page(&catalogue, &format!("/LastModified({secret})/Metadata 5 0 R"), &more);
    let trailer = format!("/Info 6 0 R/ID[({secret})({secret})]/Root 1 0 R");
    let file = String::from_utf8(whole).unwrap().replace("/Root 1 0 R", &trailer).into_bytes();
    let kept = seen(&file);
    assert!(holds(&kept, b"/Lang <7A682D434E>") && holds(&kept, b"0 0 20 20 re f"));
}

#[test]
fn nothing_in_it_runs_or_hangs_on_it() {
    let secret = secret();
    let more = [
        format!("<</S/JavaScript/JS({secret})>>").into_bytes(),
        format!("<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/T({secret})/M({secret})/A<</S/URI/URI(http://a.example)/Next 5 0 R>>>>")
            .into_bytes(),
        format!("<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS 8 0 R/Contents({secret})>>").into_bytes(),
        format!("<</Type/Filespec/UF({secret})/EF<</F 9 0 R>>>>").into_bytes(),
        stream("/Type/EmbeddedFile", SECRET),
        format!("<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/FT/Tx/T(name)/MK<<>>/AA<</K 5 0 R>>/A<</S 11 0 R/F({secret})>>>>").into_bytes(),
        b"/Laun#63h".to_vec(),
        format!("<</FT/Sig/T(seal)/V<</ByteRange[0 1 2 3]/Contents<00>/Location({secret})>>>>").into_bytes(),
    ];
    let names =
        format!("/Names<</J#61vaScript<</Names[(a)5 0 R]>>/EmbeddedFiles<</Names[({secret})8 0 R]>>/Dests<</Names[(here)[3 0 R/Fit]]>>>>");
    let catalogue = format!("/OpenAction 5 0 R/AA<</WC 5 0 R>>{names}/AcroForm<</Fields[10 0 R 12 0 R]/XFA({secret})>>");
    let kept = seen(&page(&catalogue, "/Annots[6 0 R 7 0 R 10 0 R]/AA<</O 5 0 R>>", &more));
    for gone in [
        "JavaScript",
        "OpenAction",
        "/AA",
        "EmbeddedFile",
        "/EF",
        "/XFA",
        "/ByteRange",
        "/FileAttachment",
    ] {
        assert!(!holds(&kept, gone.as_bytes()), "{gone}: {}", kept.escape_ascii());
    }
    for stays in ["/URI", "/Widget", "/T <6E616D65>", "/Dests", "/T <7365616C>"] {
        assert!(holds(&kept, stays.as_bytes()), "{stays}: {}", kept.escape_ascii());
    }
}

#[test]
fn an_earlier_version_goes() {
    let before = document(secret());
    let after = [
        before.as_slice(),
        b"4 0 obj\n",
        &stream("", b"0 0 20 20 re f"),
        b"\nendobj\n%%EOF\n",
    ]
    .concat();
    assert!(holds(&seen(&after), b"0 0 20 20 re f"));
}

#[test]
fn a_photograph_on_a_page_says_as_little_as_one_alone() {
    let boxes = |boxes: [(&str, &[u8]); 4]| {
        let length = |data: &[u8]| u32::try_from(data.len() + 8).unwrap().to_be_bytes();
        let each = boxes.map(|(name, data)| [length(data).as_slice(), name.as_bytes(), data].concat());
        each.concat()
    };
    let taken = photograph(1, 7);
    let more = [
        stream("/Type/XObject/Subtype/Image/Width 1/Height 1/Filter/DCTDecode", &taken),
        stream(
            "/Type/XObject/Subtype/Image/Width 1/Height 1/Filter[/FlateDecode/DCTDecode]",
            &packed(&taken),
        ),
        stream(
            "/Type/XObject/Subtype/Image/Width 1/Height 1/Filter 8 0 R",
            &boxes([
                ("jP  ", b"\r\n\x87\n".as_slice()),
                ("uuid", SECRET),
                ("xml ", SECRET),
                ("jp2c", b"picture".as_slice()),
            ]),
        ),
        b"[/JPXDecode]".to_vec(),
    ];
    let kept = seen(&page("", "/Resources<</XObject<</A 5 0 R/B 6 0 R/C 7 0 R>>>>", &more));
    let alone = super::kept("image/jpeg", &taken);
    let times = kept.windows(alone.len()).filter(|window| *window == alone).count();
    assert_eq!(times, 2, "packed or not");
    assert!(holds(&kept, b"jp2cpicture"));
    let behind = stream("/Type/XObject/Subtype/Image/Filter[/ASCII85Decode/DCTDecode]", b"");
    let refused = brought(PDF, &page("", "/Resources<</XObject<</A 5 0 R>>>>", &[behind]));
    assert_eq!(
        refused.map(drop),
        Err(FileRefusal::Damaged),
        "what cannot be looked into is not kept"
    );
}

#[test]
fn nothing_hides_where_objects_are_packed() {
    let secret = secret();
    let objects = format!("<</S/JavaScript/JS({secret})>> <</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Contents(seen)/A 20 0 R>>");
    let second = objects.find(" <<").unwrap();
    let index = format!("20 0 21 {second} ");
    let head = format!("/Type/ObjStm/N 2/First {}", index.len());
    let content = format!("{index}{objects}");
    let unpacked = page("", "/Annots[21 0 R]", &[stream(&head, content.as_bytes())]);
    let packed = page(
        "",
        "/Annots[21 0 R]",
        &[stream(&format!("{head}/Filter/FlateDecode"), &packed(content.as_bytes()))],
    );
    assert!(holds(&seen(&unpacked), b"<7365656E>"));
    assert_eq!(seen(&packed), seen(&unpacked));
}

#[test]
fn the_length_of_a_stream_may_stand_elsewhere() {
    for length in ["/Length 6 0 R", "/Length 7", "/Length(x)", ""] {
        let more = [
            format!("<<{length}>>\nstream\r\nendstrean\n\r\nendstream").into_bytes(),
            b"11".to_vec(),
        ];
        let kept = seen(&page("", "/Thing 5 0 R", &more));
        assert_eq!(
            holds(&kept, b"<</Length 11>>\nstream\nendstrean\n\r\nendstream"),
            length == "/Length 6 0 R",
            "{length}"
        );
        assert!(holds(&kept, b"stream\nendstrean\n"), "{length}");
    }
}

#[test]
fn a_document_that_is_encrypted_cannot_be_read() {
    let whole = String::from_utf8(document("seen")).unwrap();
    let sealed = whole.replace("/Root 1 0 R", "/Root 1 0 R/Encrypt<</Filter/Standard/V 5>>");
    assert_eq!(brought(PDF, sealed.as_bytes()).map(drop), Err(FileRefusal::Encrypted));
    assert_eq!(FileRefusal::Encrypted.reason(), "FILE_ENCRYPTED");
}

#[test]
fn a_document_that_is_cut_off_or_shows_nothing_is_refused() {
    is_refused_when_cut(PDF, &seen(&document("seen")));
    for nothing in [
        "%PDF-1.4\n%%EOF\n",
        "%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n",
        "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj trailer<</Root 1 0 R>>\n%%EOF\n",
        "%PDF-1.4\n1 0 obj<</Pages 1 0 R>>endobj trailer<</Root 2 0 R>>\n%%EOF\n",
        "%PDF-1.4\n1 0 obj<</Pages(x)>>endobj trailer<</Root 1 0 R>>\n%%EOF\n",
        "%PDF-1.4\n1 0 obj<</Pages 1 0 R/A>>endobj trailer<</Root 1 0 R>>\n%%EOF\n",
        "%PDF-1.4\n1 0 obj<</Pages 1 0 R>>stream\nx\nendobj trailer<</Root 1 0 R>>\n%%EOF\n",
    ] {
        assert_eq!(brought(PDF, nothing.as_bytes()).map(drop), Err(FileRefusal::Damaged), "{nothing}");
    }
}

#[test]
fn what_is_made_to_exhaust_its_reader_is_refused() {
    let holding = |content: &[u8]| {
        let head = "/Type/ObjStm/N 1/First 5/Filter/FlateDecode";
        stripped(MediaType::Pdf, &page("", "", &[stream(head, &packed(content))]), People::AsTaken).map(drop)
    };
    assert_eq!(holding(b"20 0 null"), Ok(()));
    assert_eq!(
        holding(&[b"20 0 ".as_slice(), &vec![b' '; 33 << 20], b"null"].concat()),
        Err(FileRefusal::Damaged)
    );
    let deep = |depth: usize| page("", &format!("/Thing{}{}", "[".repeat(depth), "]".repeat(depth)), &[]);
    assert!(brought(PDF, &deep(20)).is_ok());
    assert_eq!(brought(PDF, &deep(1_000)).map(drop), Err(FileRefusal::Damaged));
    let many = page("", &format!("/Thing[{}]", "1 ".repeat(600_000)), &[]);
    assert_eq!(stripped(MediaType::Pdf, &many, People::AsTaken), Err(FileRefusal::Damaged));
}

#[test]
fn what_is_too_large_once_it_is_unpacked_is_refused() {
    let of = |length: usize| {
        let object = format!("20 0 ({})", "x".repeat(length));
        let head = "/Type/ObjStm/N 1/First 5/Filter/FlateDecode";
        brought(PDF, &page("", "/Thing 20 0 R", &[stream(head, &packed(object.as_bytes()))])).map(drop)
    };
    assert_eq!(of(100), Ok(()));
    assert_eq!(of(3_000), Err(FileRefusal::TooLarge(LIMIT)));
}

#[test]
fn a_document_spoilt_anywhere_is_refused_or_kept_for_good() {
    let objects = b"20 0 <</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(a\\(\\101)>>>>";
    let more = [stream("/Type/ObjStm/N 1/First 5/Filter/FlateDecode", &packed(objects))];
    let whole = page("/Lang<7A68>/Names<</Dests<</Names[(here)[3 0 R/Fit]]>>>>", "/Annots[20 0 R]", &more);
    let mut taken = 0;
    for at in 0..whole.len() {
        for byte in [0, b' ', b'(', b'<', b'[', b'/', b'9', 0xFF] {
            let mut odd = whole.clone();
            odd[at] = byte;
            if let Ok(clean) = brought(PDF, &odd) {
                taken += 1;
                let again = brought(PDF, &clean.content).map(|again| again.content);
                assert_eq!(again.as_ref(), Ok(&clean.content), "{}", odd.escape_ascii());
            }
        }
    }
    assert!(taken > 0);
}
