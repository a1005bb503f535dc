/**
 * Version 1 of the privacy notice: what พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 มาตรา 23 asks to be told. Plain text; a blank line
 * parts paragraphs. The municipality publishes its own as a new version.
 */
export const PRIVACY_NOTICE_TH = `ใครเก็บข้อมูล: เทศบาลเป็นผู้ควบคุมข้อมูลส่วนบุคคล ติดต่อได้ตามที่อยู่และโทรศัพท์ที่แสดงในหน้านี้

เก็บอะไร: ข้อความและรูปที่ท่านส่ง สถานที่เกิดเหตุ และชื่อ โทรศัพท์ หรืออีเมลเท่าที่ท่านให้ ท่านไม่ให้ชื่อก็ได้ แต่เราจะติดต่อกลับไม่ได้หากไม่มีช่องทางติดต่อ กรุณาอย่าใส่เลขบัตรประชาชนหรือข้อมูลสุขภาพที่ไม่จำเป็น เราลบข้อมูลตำแหน่งที่ติดมากับไฟล์รูป ถ้าท่านติดต่อทางแชท อีเมล หรือโทรศัพท์ เราเก็บบัญชีหรือเบอร์ที่ท่านใช้ ชื่อที่ช่องทางนั้นแสดง และเสียงถ้าสายนั้นถูกบันทึก เว้นแต่ท่านไม่บอกชื่อเมื่อแจ้งทางโทรศัพท์ ภาพแผนที่มาจากผู้ให้บริการแผนที่ ซึ่งเห็นที่อยู่อินเทอร์เน็ต (IP) ของท่านเมื่อเปิดแผนที่

ใช้ทำอะไร: รับเรื่อง ตรวจสอบ แก้ไข ตอบกลับ ติดตามผล และทำสถิติที่ไม่ระบุตัวบุคคลเพื่อปรับปรุงบริการ

ฐานกฎหมาย: จำเป็นเพื่อการปฏิบัติภารกิจเพื่อประโยชน์สาธารณะหรือการใช้อำนาจรัฐ (มาตรา 24 (4)) และการปฏิบัติตามกฎหมาย (มาตรา 24 (6)) ไม่ต้องขอความยินยอม

เก็บนานเท่าใด: เรื่องที่แจ้งเป็นเอกสารราชการ ปกติเก็บไม่น้อยกว่า 10 ปีตามระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ เมื่อครบกำหนดจะตรวจสอบและทำลาย ส่วนข้อมูลดิบที่ช่องทางต่าง ๆ ส่งมา สายโทรศัพท์ที่ไม่เป็นเรื่อง และเสียงบันทึกสาย ลบก่อนตามกำหนดเก็บของเทศบาล ข้อมูลติดต่ออาจลบก่อนเมื่อหมดความจำเป็น

ใครได้เห็น: เจ้าหน้าที่เทศบาลที่รับผิดชอบเรื่อง และหน่วยงานของรัฐที่มีอำนาจหากต้องส่งต่อเรื่อง คนทั่วไปเห็นเพียงหมวดเรื่อง ชุมชน ตำแหน่งโดยประมาณ 100 เมตร วัน และสถานะของเรื่องทั่วไป เราไม่เผยแพร่ชื่อหรือที่อยู่ของผู้แจ้ง และไม่เปิดเผยตัวผู้ที่ขอปกปิดตัวตนแก่กองที่แก้ไข ผู้ถูกร้อง หรือคนทั่วไป เว้นแต่กฎหมายบังคับ ศูนย์รับเรื่องรู้ว่าเป็นใคร ผู้บริหารขอดูได้แต่ต้องบอกเหตุผล และระบบบันทึกไว้ เรื่องทุจริตเห็นเฉพาะคณะกรรมการที่แต่งตั้ง

สิทธิของท่าน: ขอดูหรือขอสำเนา แก้ไข ลบ คัดค้าน หรือจำกัดการใช้ข้อมูล และร้องเรียนต่อสำนักงานคณะกรรมการคุ้มครองข้อมูลส่วนบุคคล (มาตรา 30–36 และ 73)

ติดต่อเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล (DPO): ทางโทรศัพท์หรืออีเมลของเทศบาลที่แสดงในหน้านี้ โดยระบุถึง “เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล”`;

export const PRIVACY_NOTICE_EN = `Who keeps it: the municipality is the data controller. Reach us at the address and telephone number shown on this page.

What we keep: your words and pictures, the place, and a name, telephone number or e-mail only if you give one. You may leave your name out, but without a contact we cannot answer you. Please do not enter identity card numbers or health details that are not needed. Position data inside picture files is removed. If you reach us by a chat, by mail or by telephone, we keep the account or number that you used, the name that the channel shows, and the sound if that call is recorded; not where you report by telephone without a name. Map pictures come from a map service, which sees your internet address when you open the map.

Why: to receive the matter, examine it, put it right, answer you, follow it up, and make statistics that name nobody so that services improve.

Lawful basis: a task in the public interest or the exercise of official authority (Personal Data Protection Act 2019, section 24 (4)) and legal duties (section 24 (6)). Your consent is not needed.

How long: ordinary official records are kept for at least 10 years under the regulation on official correspondence, then reviewed and destroyed. Raw copies from channels, calls that are no case, and recordings are removed sooner, by the municipality's retention periods. Contact details may be removed sooner, once they are no longer needed.

Who sees it: the municipal officers who handle the matter, and the competent public agency if it has to be passed on. Of ordinary matters anybody may see the category, the community, the place to about 100 metres, the days and the state. We never publish the name or address of the person who complained, and we do not reveal a person who asked for concealment to the department in charge, to whoever is complained of or to the public, unless the law compels us; the desk knows who it is, and an executive may ask to see it with a reason, which is recorded. Corruption is seen by the appointed committee alone.

Your rights: to see or copy your data, have it corrected or erased, object to its use or restrict it, and complain to the Personal Data Protection Committee's office (sections 30–36 and 73).

Data protection officer (DPO): by the municipality's telephone or e-mail shown on this page, marked “Data Protection Officer”.`;
